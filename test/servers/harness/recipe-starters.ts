/** Starts the recipe of each host. */
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Miniflare } from 'miniflare';
import postgres from 'postgres';
import { build, type Rolldown } from 'vite';
import { fromPostgres, sqlSchema, sqlStore } from '../../../src/server/index.js';
import { clockScript } from '../../harness/clock.mjs';
import { startPostgres } from '../../harness/postgres.js';
import { root } from '../../../tools/process/run.mjs';
import {
  recipes,
  runProcess,
  startProcess,
  type Setting,
  type StartRecipe,
  type Started,
} from './recipe-shop.js';

function routesAt(address: string): Omit<Started, 'runDue'> {
  return {
    relay: `${address}/ally`,
    orders: `${address}/orders`,
    payments: `${address}/payments`,
    webhooks: `${address}/webhooks/ally`,
  };
}

/** A recipe that is a program of Node. */
function nodeProgram(file: string): StartRecipe {
  return async (setting) => {
    const [address = ''] = await startProcess(process.execPath, [join(recipes, file)], setting);
    const runDue = (): Promise<string> =>
      runProcess(process.execPath, [join(recipes, 'run-due.mjs')], setting.env);
    return { ...routesAt(address), runDue };
  };
}

/** Starts the Node server of a recipe in another language. Returns the address of its relay, and the environment. */
async function withRelayServer(
  setting: Setting,
): Promise<{ readonly relay: string; readonly setting: Setting }> {
  const args = [join(recipes, 'relay-server.mjs')];
  const patterns = [/^relay: (http:\S+)$/m, /^orders: (http:\S+)$/m];
  const [pages = '', orders = ''] = await startProcess(process.execPath, args, setting, patterns);
  // With a slash at its end, which is easily written.
  const env = { ...setting.env, ALLY_RELAY: `${orders}/ally/` };
  return { relay: `${pages}/ally`, setting: { ...setting, env } };
}

/** The shop in PHP alone, without the Node server that it calls at `ALLY_RELAY`. */
export async function startPhpShop(setting: Setting, relay = ''): Promise<Started> {
  const args = ['-S', '127.0.0.1:0', join(recipes, 'shop.php')];
  const [address = ''] = await startProcess('php', args, setting, [/\((http:\S+)\) started/]);
  return {
    ...routesAt(address),
    relay,
    runDue: () => runProcess('php', [join(recipes, 'run-due.php')], setting.env),
  };
}

/** Miniflare's worker: its types lack `scheduled`. */
interface CronWorker {
  readonly scheduled: (event: { readonly cron: string }) => Promise<{ readonly outcome: string }>;
}

async function startWorker(given: Setting): Promise<Started> {
  const { env, onStop, onOutput } = (await withRelayServer(given)).setting;
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    root,
    resolve: { conditions: ['workerd', 'worker', 'module'] },
    build: { write: false, lib: { entry: join(recipes, 'worker.mjs'), formats: ['es'] } },
  })) as Rolldown.RolldownOutput[];
  const miniflare = new Miniflare({
    modules: true,
    script: `${clockScript};\n${output?.output[0].code ?? ''}`,
    compatibilityDate: '2025-09-01',
    bindings: env,
    handleRuntimeStdio: (...streams: Readable[]) => {
      for (const stream of streams)
        stream.on('data', (chunk: Buffer) => {
          onOutput(String(chunk));
        });
    },
    host: '127.0.0.1',
    port: 0,
  });
  onStop(() => miniflare.dispose());
  const { origin } = await miniflare.ready;
  return {
    ...routesAt(origin),
    runDue: async () => {
      const worker = (await miniflare.getWorker()) as unknown as CronWorker;
      const { outcome } = await worker.scheduled({ cron: '* * * * *' });
      if (outcome !== 'ok') throw new Error(outcome);
    },
  };
}

/** Serves the route handlers by Node: `frameworks.test.ts` builds them with Next.js. */
async function startNextRoutes(setting: Setting): Promise<Started> {
  const server = await startPostgres();
  setting.onStop(server.stop);
  const { host, user, database } = server.options;
  const sql = postgres({ host, user, database, onnotice: () => undefined });
  setting.onStop(() => sql.end());
  await sql.unsafe(sqlSchema.postgres);
  // A URL cannot name the folder of a socket: the driver takes it from the variables of PostgreSQL.
  const connection = { DATABASE_URL: `postgres:///${database}`, PGHOST: host, PGUSER: user };
  const env: Setting['env'] = { ...setting.env, ...connection };
  const args = ['--import', 'tsx', join(recipes, 'harness', 'next-routes.ts')];
  const [address = ''] = await startProcess(process.execPath, args, { ...setting, env });
  return {
    relay: `${address}/ally`,
    orders: `${address}/ally/place-order`,
    payments: `${address}/ally/payment`,
    webhooks: `${address}/ally/webhook`,
    runDue: async () => {
      const headers = { authorization: `Bearer ${env['CRON_SECRET'] ?? ''}` };
      const response = await fetch(`${address}/ally/run-due`, { headers });
      if (!response.ok) throw new Error(await response.text());
    },
    store: sqlStore(fromPostgres(sql)),
  };
}

export const starters: Readonly<Record<string, StartRecipe>> = {
  Express: nodeProgram('express.mjs'),
  Node: nodeProgram('node.mjs'),
  Hono: nodeProgram('hono.mjs'),
  Workers: startWorker,
  PHP: async (given) => {
    const { relay, setting } = await withRelayServer(given);
    return await startPhpShop(setting, relay);
  },
  'Next.js': startNextRoutes,
};

/** The starter of a host that has a recipe. */
export function starterOf(name: string): StartRecipe {
  const start = starters[name];
  if (!start) throw new Error(`There is no recipe for ${name}.`);
  return start;
}
