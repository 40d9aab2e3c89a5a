/**
 * Opens the reference shop (demo/shop) with the servers that it calls, each in a process of its own: the mock platform,
 * the mock payment provider, and the shop. Prints the shop's address. Stops all of them when it is stopped, or when one
 * of them ends by itself.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { announce, root, runScript, scriptArgs } from '../tools/process/run.mjs';
import { isBuilt } from '../tools/shop/build-check.js';
import { freePort } from '../tools/process/free-port.js';
import { formatLogLine } from '../tools/shop/log-filter.js';
import { shopSecrets } from '../tools/shop/secrets.js';

const help = `npm run shop -- [--port N] [--provider-port N] [--clinic-port N] [--state FOLDER]

  --port            where the shop listens; 0, or nothing, is any that is free
  --provider-port   the payment provider's
  --clinic-port     the platform's
  --state           the folder of database and secrets; .cache/shop when absent`;

const flags = {
  port: { type: 'string', default: '0' },
  'provider-port': { type: 'string', default: '0' },
  'clinic-port': { type: 'string', default: '0' },
  state: { type: 'string', default: join('.cache', 'shop') },
  help: { type: 'boolean', default: false },
} as const;

/** The values of the flags. */
type Flags = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'];

const readFlags = (): Flags => {
  try {
    const { values } = parseArgs({ options: flags });
    for (const name of ['port', 'provider-port', 'clinic-port'] as const)
      if (!/^\d{1,5}$/.test(values[name]) || Number(values[name]) > 65_535)
        throw new Error(`--${name} must be a number from 0 to 65535`);
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(1);
  }
};

const given = readFlags();
if (given.help) {
  console.log(help);
  process.exit(0);
}

/** How long a process may take to end after SIGTERM before it is killed. */
const STOP_TIMEOUT_MS = 10_000;

const children = new Map<string, ChildProcess>();
let isStopping = false;

/** Stops all processes, the shop first: its pending requests still need the others. */
const stop = async (code: number): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  for (const child of [...children.values()].reverse()) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }
  process.exit(code);
};

/**
 * Starts a process, and prints its log with its name before each line. Resolves to the address that it prints first.
 */
const start = (
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      // In a process group of its own, so that Ctrl+C reaches this process alone, which then stops the others in order.
      detached: true,
    });
    children.set(name, child);
    const show = (line: string): void => {
      const text = formatLogLine(line);
      if (text !== null) console.log(`  ${name.padEnd(8)} ${text}`);
    };
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, origin] = /^[\w-]+: (http:\S+)$/.exec(line) ?? [];
      if (origin) resolve(origin);
      else show(line);
    });
    createInterface({ input: child.stderr }).on('line', show);
    child.once('exit', (code, signal) => {
      if (isStopping) return;
      console.error(
        `The ${name} has ended by itself (${String(signal ?? code)}): stopping everything.`,
      );
      void stop(1);
    });
  });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

if (!isBuilt()) {
  announce('Building the package');
  const code = await runScript('build');
  if (code !== 0) process.exit(code);
}

const folder = resolve(root, given.state);
const secrets = shopSecrets(folder);
// The platform starts before the shop, and needs the address of the shop's webhooks.
const port = given.port === '0' ? await freePort() : Number(given.port);

const clinic = await start('clinic', scriptArgs('clinic'), {
  CLINIC_PORT: given['clinic-port'],
  CLINIC_STATE: join(folder, 'clinic.jsonl'),
  CLINIC_KEY: secrets.PLATFORM_KEY,
  CLINIC_WEBHOOK_URL: `http://127.0.0.1:${String(port)}/webhooks/ally`,
  // By the environment: the arguments of a process are visible to all users of the machine.
  CLINIC_WEBHOOK_SECRET: secrets.WEBHOOK_SECRETS,
});
const provider = await start(
  'payments',
  ['--import', 'tsx', 'demo/shop/payment-provider/server.ts'],
  {
    PAYMENT_PORT: given['provider-port'],
    ...secrets,
  },
);
const shop = await start('shop', ['--import', 'tsx', 'demo/shop/server.ts'], {
  SHOP_PORT: String(port),
  SHOP_DATABASE: join(folder, 'shop.db'),
  PLATFORM_BASE: clinic,
  PAYMENT_ORIGIN: provider,
  ...secrets,
});
console.log(`shop: ${shop}`);
console.log('Press Ctrl+C to close it. What happens behind the counter is shown here:');
