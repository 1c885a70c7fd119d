// SPDX-License-Identifier: GPL-2.0-or-later
// matter-controller.js: commission the light of matter-light.js and switch it on.
'use strict';
const { Seconds, ServerNode } = require('@matter/main');
const { OnOffClient } = require('@matter/main/behaviors/on-off');
const { ControllerBehavior } = require('@matter/node');

async function main() {
    const controller = await ServerNode.create(ServerNode.RootEndpoint.with(ControllerBehavior), {
        id: 'controller',
        controller: { adminFabricLabel: 'svcreg', ble: false },
    });
    await controller.start();
    const light = await controller.peers.commission({
        discriminator: 3840,
        passcode: 20202021,
        timeout: Seconds(30),
        autoSubscribe: false,
    });
    console.log('commissioned');
    for (const endpoint of light.endpoints) {
        if (endpoint.behaviors.has(OnOffClient)) {
            await endpoint.commandsOf(OnOffClient).on();
        }
    }
    console.log('switched on');
    await controller.close();
    process.exit(0);
}
main().catch((error) => {
    console.error(error.message);
    process.exit(1);
});
