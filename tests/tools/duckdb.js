// duckdb.js - runs the statements of an SQL file over an inventory; prints each one's rows as a line
// of JSON: node duckdb.js FILE.sql INVENTORY. SPDX-License-Identifier: GPL-2.0-or-later
'use strict';
const fs = require('fs');
const { DuckDBInstance } = require('@duckdb/node-api');

async function main([sql, inventory]) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run('SET VARIABLE inventory = $1', [inventory]);
    const statements = await connection.extractStatements(fs.readFileSync(sql, 'utf8'));
    for (let i = 0; i < statements.count; i++) {
        const statement = await statements.prepare(i);
        const result = await statement.runAndReadAll();
        console.log(JSON.stringify(result.getRowsJson()));
    }
}

main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exit(1);
});
