-- duckdb.sql - questions to inventories as JSON Lines: a file, or a whole folder of them (*.jsonl).
--
--   duckdb -c "SET VARIABLE inventory = 'out.jsonl'" -f duckdb.sql

-- Service types: in how many captures, by how many hosts.
SELECT service_type, count(DISTINCT sha256) AS captures, count(DISTINCT host) AS hosts
FROM read_json(getvariable('inventory'), format = 'newline_delimited', union_by_name = true)
WHERE kind = 'service'
GROUP BY ALL
ORDER BY captures DESC, service_type;

-- TXT keys that tell of a person or a device, and who announces them.
SELECT service_type, attribute.key AS key, attribute.privacy AS privacy, count(*) AS n_services
FROM (
    SELECT service_type, unnest(txt) AS attribute
    FROM read_json(getvariable('inventory'), format = 'newline_delimited', union_by_name = true)
    WHERE kind = 'service'
)
WHERE attribute.privacy IS NOT NULL
GROUP BY ALL
ORDER BY service_type, key;

-- What is spoken elsewhere than where it is registered.
SELECT registered, spoken, count(*) AS n_ends, min(first_time) AS first_time
FROM read_json(getvariable('inventory'), format = 'newline_delimited', union_by_name = true)
WHERE kind = 'mismatch'
GROUP BY registered, spoken
ORDER BY registered, spoken;
