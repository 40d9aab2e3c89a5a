/** Starts the pretend platform as a process of its own, and prints its address. See docs/clinic.md. */
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/run.mjs';
import { clinicFlags, clinicHelp } from './lib/clinic-flags.mjs';

const stopWith = (sentence) => {
  console.error(`clinic: ${sentence}`);
  process.exit(1);
};

const readFlags = () => {
  const options = Object.fromEntries(clinicFlags.map(({ flag }) => [flag, { type: 'string' }]));
  try {
    return parseArgs({ options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return stopWith(`${error.message.split('. ')[0]}. See npm run clinic -- --help`);
  }
};

const given = readFlags();
if (given.help) {
  console.log(clinicHelp());
  process.exit(0);
}
const said = Object.fromEntries(
  clinicFlags.map(({ flag, variable, absent }) => [
    flag,
    given[flag] ?? process.env[variable] ?? absent,
  ]),
);

const port = Number(said.port);
if (!/^\d+$/.test(said.port) || port > 65_535) stopWith('--port must be a number from 0 to 65535.');
if (!/^test_./.test(said.key)) stopWith('--key must begin with test_: this clinic sends nobody.');
const [url, secret] = [said['webhook-url'], said['webhook-secret']];
if (url && !URL.canParse(url))
  stopWith('--webhook-url must be an address, such as http://127.0.0.1:4000/webhooks.');
if (Boolean(url) !== Boolean(secret))
  stopWith('--webhook-url and --webhook-secret belong together: give both, or neither.');

// Whatever is installed will do: tests start and end this often.
if (!existsSync(join(root, 'node_modules', 'vite'))) await ensurePackages();
const { runTs } = await import('./lib/run-ts.mjs');
const { servePlatform, JournalError } = await runTs('src/mocks/platform/server.ts');

try {
  const clinic = await servePlatform(
    {
      port,
      stateFile: isAbsolute(said.state) ? said.state : join(root, said.state),
      key: said.key,
      ...(url && { webhook: { url, secret } }),
    },
    // What cannot be kept must not be answered: better no clinic than one that forgets.
    (error) => {
      console.error(error);
      stopWith('it broke, and has stopped.');
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void clinic.stop().then(() => process.exit(0)));
  console.log(`clinic: ${clinic.origin}`);
} catch (error) {
  if (error.code === 'EADDRINUSE')
    stopWith(`port ${said.port} is taken: another clinic may be open; choose one with --port.`);
  if (error instanceof JournalError) stopWith(error.message);
  throw error;
}
