#!/usr/bin/env python3
"""unpaired.py - HomeKit accessories that anybody can pair with, each once, by pyshark.

    python3 unpaired.py FILE

SPDX-License-Identifier: GPL-2.0-or-later
"""
import sys

import pyshark

seen = set()
capture = pyshark.FileCapture(sys.argv[1], display_filter="dnssd.txt.hap.sf.unpaired == 1")
for packet in capture:
    for layer in packet.get_multiple_layers("dnssd"):
        instance = layer.get_field_value("instance")
        if instance not in seen:
            seen.add(instance)
            print(f"frame {packet.number}: {instance}")
capture.close()
