/** Statements of the tests about the tables of `sqlStore`. */
import { tableColumns } from '../../../../src/server/store/schema.js';
import type { SqlDatabase } from '../../../../src/server/store/sql-database.js';

/** Makes every time in the tables earlier. */
export async function elapseSql({ query }: SqlDatabase, durationMs: number): Promise<void> {
  for (const [table, columns] of Object.entries(tableColumns)) {
    const times = columns.filter((name) => /_(?:at|until)$/.test(name));
    const set = times.map((name) => `${name} = ${name} - ${String(durationMs)}`);
    await query(`UPDATE ${table} SET ${set.join(', ')}`, []);
  }
}

/** Counts the rows of each table. */
export async function countRows({ query }: SqlDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of Object.keys(tableColumns)) {
    const { rows } = await query(`SELECT COUNT(*) AS total FROM ${table}`, []);
    counts[table] = Number(rows[0]?.total);
  }
  return counts;
}
