// report.js - fills the page from its rows. SPDX-License-Identifier: GPL-2.0-or-later
"use strict";
(function () {
    const rows = JSON.parse(document.getElementById("rows").textContent);
    const tables = {
        captures: ["capture", [
            ["File", "capture"], ["SHA-256", "sha256"], ["Bytes", "size"], ["Packets", "packets"],
            ["Last time", "last_time"], ["Read to its end", "complete"], ["Error", "error"]]],
        mismatches: ["mismatch", [
            ["Address", "address"], ["Transport", "transport"], ["Port", "port"],
            ["Registered", "registered"], ["Spoken", "spoken"], ["Conversations", "count"],
            ["First", "first_time"]]],
        credentials: ["credential", [
            ["Instance", "instance"], ["Service type", "service_type"], ["Key", "key"],
            ["What", "credential"], ["Value", "value"], ["Times", "count"],
            ["First", "first_time"]]],
        notes: ["note", [
            ["Severity", "severity"], ["What", "summary"], ["Times", "count"],
            ["First", "first_time"], ["Display filter", "filter"]]],
        services: ["service", [
            ["Instance", "instance"], ["Service type", "service_type"],
            ["Description", "description"], ["Host", "host"], ["Addresses", "addresses"],
            ["Port", "port"], ["Device", "device"], ["TXT attributes", "txt"],
            ["Packets", "packets"], ["Used by", "clients"], ["First announced", "first_time"],
            ["Goodbye", "goodbye_frame"]]],
        ports: ["port", [
            ["Address", "address"], ["Transport", "transport"], ["Port", "port"],
            ["Registered", "registered"], ["Announced", "announced"], ["Dissected", "dissected"],
            ["Agreement", "agreement"], ["Packets", "count"], ["Bytes", "bytes"],
            ["Clients", "clients"], ["First", "first_time"], ["Probed in vain by", "prober"],
            ["Ports probed", "ports_probed"]]],
        hosts: ["host", [
            ["Host", "host"], ["Addresses", "addresses"], ["Model", "model"],
            ["Product", "product"],
            ["Service types", "service_types"], ["First", "first_time"], ["Last", "last_time"]]],
        asked: ["question", [
            ["Requester", "requester"], ["Service type", "service_type"], ["Questions", "count"],
            ["Answered by", "answered_by"], ["First", "first_time"]]]
    };

    // Characters that turn the direction of text could make a name look like another one.
    function visible(text) {
        return text.replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
            c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
    }

    function text(value) {
        if (value === null || value === undefined)
            return "";
        if (Array.isArray(value))
            return value.map(v => typeof v === "object"
                ? v.key + (v.value === null ? "" : "=" + v.value) : v).map(String).map(visible).join(", ");
        if (typeof value === "object")
            return Object.keys(value).map(k => k + ": " + value[k]).map(visible).join(", ");
        if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
            return value.replace("T", " ").replace(/\.\d+Z/, "Z");
        if (typeof value === "boolean")
            return value ? "yes" : "no";
        return visible(String(value));
    }

    function escaped(value) {
        const span = document.createElement("span");
        span.textContent = value;
        return span.innerHTML;
    }

    function cell(name) {
        return (data, type, row) => {
            const value = row[name];
            if (type === "sort" && (typeof value === "number" || /_time$/.test(name)))
                return value;
            return type === "display" ? escaped(text(value)) : text(value);
        };
    }

    // What to paste into Wireshark's filter box.
    function frame(data, type, row) {
        const number = row.first_frame;
        if (type !== "display" || !number)
            return number || "";
        return "<code>frame.number == " + Number(number) + "</code>";
    }

    // Most used first.
    function order(columns) {
        const by = ["packets", "count"].map(n => columns.findIndex(c => c[1] === n)).find(i => i >= 0);
        return columns[0][1] === "capture" || by === undefined ? [] : [[by, "desc"]];
    }

    function fill(id) {
        const kind = tables[id][0], columns = tables[id][1], data = rows[kind] || [];
        const section = document.getElementById(id);
        if (data.length === 0) {
            const none = document.createElement("p");
            none.textContent = "None.";
            section.appendChild(none);
            return;
        }
        const definitions = columns.map(c => ({
            title: c[0], data: null, render: cell(c[1]),
            className: typeof (data.find(r => r[c[1]] !== null) || {})[c[1]] === "number" ? "number"
                : /_time$/.test(c[1]) ? "time" : c[1] === "sha256" ? "sum" : ""
        }));
        if (kind !== "capture")
            definitions.push({ title: "Filter", data: null, render: frame });
        const element = document.createElement("table");
        section.appendChild(element);
        const many = data.length > 25;
        const table = jQuery(element).DataTable({
            data: data, columns: definitions, deferRender: true, order: order(columns), autoWidth: false,
            paging: many, info: many, searching: data.length > 5, pageLength: 25,
            lengthMenu: [[25, 100, -1], [25, 100, "all"]],
            language: { search: "Find", lengthMenu: "Show _MENU_" }
        });
        if (many) {
            window.addEventListener("beforeprint", () => table.page.len(-1).draw());
            window.addEventListener("afterprint", () => table.page.len(25).draw());
        }
    }

    function total(name, number, odd) {
        const box = document.createElement("div"), term = document.createElement("dt"),
            value = document.createElement("dd");
        term.textContent = name;
        value.textContent = number.toLocaleString("en");
        if (odd && number > 0)
            box.className = "strange";
        box.append(term, value);
        document.getElementById("totals").appendChild(box);
    }

    function count(kind) {
        return (rows[kind] || []).length;
    }

    function totals() {
        const served = (rows.port || []).filter(r => r.prober === null);
        total("captures", count("capture"));
        total("services announced", count("service"));
        total("hosts", count("host"));
        total("ports served", served.length);
        total("packets", (rows.capture || []).reduce((sum, r) => sum + r.packets, 0));
        total("mismatches", count("mismatch"), true);
        total("credentials", count("credential"), true);
        total("captures cut short", (rows.capture || []).filter(r => !r.complete).length, true);
        const first = (rows.capture || [])[0] || {};
        document.getElementById("version").textContent = first.svcreg || "";
        document.getElementById("registry").textContent = first.registry || "";
    }

    function bars(kind, name, most) {
        return (rows[kind] || []).filter(r => r.first_time && r.port)
            .sort((a, b) => (b.packets || b.count) - (a.packets || a.count)).slice(0, most)
            .map(r => ({ y: name(r), x: [Date.parse(r.first_time), Date.parse(r.last_time)] }));
    }

    function timeline() {
        const announced = bars("service", r => visible(r.instance + " " + r.service_type), 30);
        const used = bars("port", r => r.address + " " + r.transport + "/" + r.port, 30);
        const canvas = document.getElementById("timeline-picture");
        if (announced.length + used.length === 0) {
            document.getElementById("timeline").hidden = true;
            return;
        }
        const style = getComputedStyle(document.documentElement);
        const ink = style.getPropertyValue("--ink").trim(), line = style.getPropertyValue("--line").trim();
        const labels = [...new Set(announced.concat(used).map(b => b.y))];
        const times = announced.concat(used).flatMap(b => b.x);
        const start = Math.min(...times), end = Math.max(...times), least = Math.max(end - start, 1) / 200;
        const wide = list => list.map(b => ({ y: b.y, x: [b.x[0], Math.max(b.x[1], b.x[0] + least)] }));
        canvas.parentElement.style.height = 80 + 22 * labels.length + "px";
        Chart.defaults.color = ink;
        new Chart(canvas, {
            type: "bar",
            data: {
                labels: labels,
                datasets: [
                    { label: "announced", data: wide(announced), backgroundColor: "#2f81c7" },
                    { label: "traffic", data: wide(used), backgroundColor: "#d98324" }]
            },
            options: {
                indexAxis: "y", animation: false, maintainAspectRatio: false, grouped: false,
                scales: {
                    x: {
                        min: start, max: end + least, grid: { color: line },
                        ticks: { maxTicksLimit: 8, callback: v => new Date(v).toISOString().slice(0, 19) + "Z" }
                    },
                    y: { grid: { display: false }, ticks: { autoSkip: false } }
                },
                plugins: {
                    tooltip: {
                        callbacks: {
                            label: c => c.dataset.label + " " + c.raw.x.map(v => new Date(v).toISOString()).join(" to ")
                        }
                    }
                }
            }
        });
    }

    totals();
    Object.keys(tables).forEach(fill);
    timeline();
    document.body.dataset.ready = "yes";
})();
