// SPDX-License-Identifier: GPL-2.0-or-later
// ciao-services.js: two services until it is ended; one changes its TXT record after 4 s.
'use strict';
const { getResponder } = require('@homebridge/ciao');

// The interface is named, as the library takes "eth0@if2", which "ip link" shows for a cable
// into another namespace, for the name.
const responder = getResponder({ interface: 'eth0' });
const lamp = responder.createService({
    name: 'Stairs Lamp', type: 'hap', subtypes: ['lamps'], port: 51827,
    txt: { 'c#': 1, id: '02:00:00:00:00:0C', md: 'Lamp 8', pv: '1.1', 's#': 1, sf: 1, ci: 5 },
});
const gate = responder.createService({
    name: 'Rack Gate', type: 'xgate-rmi', port: 50700,
    txt: { tech: 'rs485', model: 'XG-2', version: '1.4' },
});

async function main() {
    await Promise.all([lamp.advertise(), gate.advertise()]);
    console.log('published');
    setTimeout(() => {
        gate.updateTxt({ tech: 'rs485', model: 'XG-2', version: '1.5' });
        console.log('changed');
    }, 4000);
}
process.on('SIGTERM', async () => {
    await responder.shutdown();
    process.exit(0);
});
main();
