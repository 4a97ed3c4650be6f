// Reads a Delta Lake table as an outsider does: takes the log's word for which files count, and DuckDB's own Node
// package for what is in them. Prints one JSON object. Arguments: the table's folder, the SQL of the columns.
import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , modules, table, columns] = process.argv;
const { DuckDBInstance } = createRequire(join(modules, 'x'))('@duckdb/node-api');

const files = new Map();
const log = join(table, '_delta_log');
const versions = existsSync(log) ? readdirSync(log).filter((name) => /^\d{20}\.json$/.test(name)).sort() : [];
for (const version of versions) {
  for (const line of readFileSync(join(log, version), 'utf8').split('\n').filter(Boolean)) {
    const { add, remove } = JSON.parse(line);
    if (add) files.set(add.path, add);
    if (remove) files.delete(remove.path);
  }
}

const result = { versions: versions.length, files: files.size };
if (files.size > 0) {
  const paths = [...files.keys()].map((path) => `'${join(table, decodeURIComponent(path)).replaceAll("'", "''")}'`);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(`SELECT ${columns} FROM read_parquet([${paths}], hive_partitioning = true)`);
  Object.assign(result, reader.getRowObjectsJson()[0]);
}
console.log(JSON.stringify(result));
