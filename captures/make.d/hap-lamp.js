// SPDX-License-Identifier: GPL-2.0-or-later
// hap-lamp.js FOLDER: a HomeKit lamp that keeps its state in FOLDER.
'use strict';
const { Accessory, Categories, Characteristic, HAPStorage, Service, uuid } = require('hap-nodejs');

HAPStorage.setCustomStoragePath(process.argv[2]);
const lamp = new Accessory('Desk Lamp', uuid.generate('svcreg.desk.lamp'));
let on = false;
lamp.getService(Service.AccessoryInformation)
    .setCharacteristic(Characteristic.Manufacturer, 'Example')
    .setCharacteristic(Characteristic.Model, 'Lamp 7')
    .setCharacteristic(Characteristic.SerialNumber, '0007');
lamp.addService(Service.Lightbulb, 'Desk Lamp')
    .getCharacteristic(Characteristic.On)
    .onGet(() => on)
    .onSet((value) => { on = value; });
lamp.on('advertised', () => console.log('advertised'));
process.on('SIGTERM', async () => {
    await lamp.unpublish();
    process.exit(0);
});
// The interface is named, as the library takes "eth0@if2", which "ip link" shows for a cable
// into another namespace, for the name.
lamp.publish({
    username: '02:00:00:00:00:0A',
    pincode: '123-45-678',
    setupID: 'SVCR',
    port: 51826,
    category: Categories.LIGHTBULB,
    advertiser: 'ciao',
    bind: ['eth0'],
});
