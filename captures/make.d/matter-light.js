// SPDX-License-Identifier: GPL-2.0-or-later
// matter-light.js: a Matter on/off light that waits to be commissioned.
'use strict';
const { Endpoint, ServerNode, VendorId } = require('@matter/main');
const { OnOffLightDevice } = require('@matter/main/devices/on-off-light');

async function main() {
    const node = await ServerNode.create({
        id: 'light',
        network: { port: 5540 },
        commissioning: { passcode: 20202021, discriminator: 3840 },
        productDescription: { name: 'Hall Light', deviceType: OnOffLightDevice.deviceType },
        basicInformation: {
            vendorName: 'Example',
            vendorId: VendorId(0xfff1),
            productName: 'Hall Light',
            productId: 0x8000,
            nodeLabel: 'Hall Light',
            serialNumber: '0007',
            uniqueId: 'svcreg-light',
        },
    });
    await node.add(new Endpoint(OnOffLightDevice, { id: 'onoff' }));
    await node.start();
    console.log('light is up');
    process.on('SIGTERM', async () => {
        await node.close();
        process.exit(0);
    });
}
main();
