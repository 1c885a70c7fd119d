// SPDX-License-Identifier: GPL-2.0-or-later
// bonjour-services.js: three services until it is ended.
'use strict';
const { Bonjour } = require('bonjour-service');

const bonjour = new Bonjour();
const services = [
    { name: 'Start Page', type: 'http', port: 8080, subtypes: ['printer'], txt: { path: '/', U: 'guest' } },
    { name: 'Field Unit 9', type: 'xmp', port: 50600,
        txt: { txtvers: '1', user: 'field9', system: 'demo', nodeid: '9', desc: '' } },
    { name: 'Meter Readings', type: 'zeromq', port: 50555,
        txt: { type: 'pub', app: 'meters', label: 'kWh', note: Buffer.from([0x00, 0xff, 0x3d, 0x41]) } },
].map((service) => bonjour.publish(service));

let up = 0;
for (const service of services) {
    service.on('up', () => {
        if (++up === services.length) {
            console.log('published');
        }
    });
}
process.on('SIGTERM', () => bonjour.unpublishAll(() => bonjour.destroy(() => process.exit(0))));
