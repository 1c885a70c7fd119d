-- clickhouse.sql - a table for inventories as JSON Lines.
--
--   clickhouse-client --multiquery <clickhouse.sql
--   clickhouse-client --input_format_skip_unknown_fields=1 --date_time_input_format=best_effort \
--       --query 'INSERT INTO svcreg FORMAT JSONEachRow' <out.jsonl
-- SPDX-License-Identifier: GPL-2.0-or-later
CREATE TABLE IF NOT EXISTS svcreg
(
    kind LowCardinality(String),
    capture String,
    sha256 FixedString(64),
    first_time Nullable(DateTime64(9, 'UTC')),
    last_time Nullable(DateTime64(9, 'UTC')),
    first_frame Nullable(UInt32),
    last_frame Nullable(UInt32),
    frames Array(UInt32),
    count UInt64,
    layer LowCardinality(String),
    basis LowCardinality(String),
    confidence LowCardinality(String),
    instance Nullable(String),
    service_type LowCardinality(Nullable(String)),
    domain Nullable(String),
    host Nullable(String),
    addresses Array(String),
    address Nullable(String),
    transport LowCardinality(Nullable(String)),
    port Nullable(UInt16),
    txt Array(Tuple(key String, value Nullable(String), meaning Nullable(String),
                    inferred Bool, privacy Nullable(String))),
    registered Nullable(String),
    announced Nullable(String),
    dissected Nullable(String),
    spoken Nullable(String),
    agreement LowCardinality(Nullable(String)),
    requester Nullable(String),
    answered_by Array(String),
    clients Array(String),
    prober Nullable(String),
    packets UInt64,
    bytes UInt64,
    filter Nullable(String),
    severity LowCardinality(Nullable(String)),
    summary Nullable(String),
    model Nullable(String),
    product Nullable(String),
    complete Nullable(Bool),
    error Nullable(String),
    registry LowCardinality(String),
    svcreg LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY (kind, sha256);
