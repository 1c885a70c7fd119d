-- inventory.sql - questions to an inventory in SQLite.
--
--   sqlite3 -box out.sqlite <inventory.sql
-- SPDX-License-Identifier: GPL-2.0-or-later

-- Devices: what each host says of itself, in how many captures.
SELECT host, model, product, count(DISTINCT sha256) AS captures
FROM hosts
GROUP BY host, model, product
ORDER BY captures DESC, host;

-- Announced services that somebody used, and who did.
SELECT DISTINCT service_type, instance, clients.value AS client
FROM services, json_each(services.clients) AS clients
WHERE packets > 0
ORDER BY service_type, instance, client;

-- Ports that answered though nobody registered or announced them.
SELECT DISTINCT address, transport, port, status, dissected
FROM ports
WHERE registered IS NULL AND announced IS NULL AND prober IS NULL
ORDER BY address, transport, port;
