-- announced.lua - what answers announce, each once, with the frame that told of it first.
--
--   tshark -q -r FILE -X lua_script:announced.lua
--
-- The tap "dnssd" calls for each record of each DNS message; fields say what is in the packet. Probes and
-- goodbyes announce nothing.
-- SPDX-License-Identifier: GPL-2.0-or-later
local listener = Listener.new("dnssd", "dnssd.srv && dns.flags.response == 1 && !dnssd.goodbye")
local summary = Field.new("dnssd.summary")
local first, order = {}, {}

function listener.packet(pinfo)
    for _, text in ipairs({ summary() }) do
        if not first[text.value] then
            first[text.value] = pinfo.number
            order[#order + 1] = text.value
        end
    end
end

function listener.draw()
    for _, text in ipairs(order) do
        print(first[text] .. "\t" .. text)
    end
end
