/** Pools of the tests on PostgreSQL. */
import pg from 'pg';
import { tableColumns } from '../../../../src/server/store/schema.js';
import { fromPg } from '../../../../src/server/store/sql-adapters.js';
import type { OpenStore } from './conformance.js';
import { elapseSql } from './sql.js';

/** Opens a pool. Its `end` does not wait for the server, which may end the connections first. */
export function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  return pool;
}

/** The parts of an open store that are the same with each driver. */
export function withPool(pool: pg.Pool): Pick<OpenStore, 'readNow' | 'elapse' | 'clear'> {
  return {
    readNow: async () => {
      const { rows } = await pool.query<{ ms: string }>(
        'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::text AS ms',
      );
      return Number(rows[0]?.ms);
    },
    elapse: (durationMs) => elapseSql(fromPg(pool), durationMs),
    clear: async () => {
      // A DELETE is faster than a TRUNCATE of small tables.
      for (const table of Object.keys(tableColumns)) await pool.query(`DELETE FROM ${table}`);
    },
  };
}
