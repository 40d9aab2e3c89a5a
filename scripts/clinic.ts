/** Starts the mock platform as a process of its own, and prints its address. See docs/mock-platform.md. */
import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { JournalError, servePlatform } from '../src/mocks/platform/server.js';
import { root } from '../tools/process/run.mjs';
import {
  clinicFlags,
  clinicHelp,
  type ClinicFlag,
  type ClinicFlagName,
} from '../tools/shop/clinic-flags.js';

const stopWith = (sentence: string): never => {
  console.error(`clinic: ${sentence}`);
  process.exit(1);
};

/** The values of the flags that are given. */
type Given = Readonly<Partial<Record<ClinicFlagName, string>> & { help?: boolean }>;

/** Makes an object with a value for each flag. */
const forFlags = <Value>(valueOf: (flag: ClinicFlag) => Value): Record<ClinicFlagName, Value> =>
  Object.fromEntries(clinicFlags.map((one) => [one.flag, valueOf(one)])) as Record<
    ClinicFlagName,
    Value
  >;

const readFlags = (): Given => {
  const options = forFlags(() => ({ type: 'string' }) as const);
  try {
    return parseArgs({ options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    return stopWith(`${reason}. See npm run clinic -- --help`);
  }
};

const given = readFlags();
if (given.help) {
  console.log(clinicHelp());
  process.exit(0);
}
const settings = forFlags(
  ({ flag, variable, absent }) => given[flag] ?? process.env[variable] ?? absent,
);

const port = Number(settings.port);
if (!/^\d+$/.test(settings.port) || port > 65_535)
  stopWith('--port must be a number from 0 to 65535.');
if (!/^test_./.test(settings.key))
  stopWith('--key must begin with test_: the mock platform has no live mode.');
const [url, secret] = [settings['webhook-url'], settings['webhook-secret']];
if (url && !URL.canParse(url))
  stopWith('--webhook-url must be an address, such as http://127.0.0.1:4000/webhooks.');
if (Boolean(url) !== Boolean(secret))
  stopWith('--webhook-url and --webhook-secret belong together: give both, or neither.');

try {
  const clinic = await servePlatform(
    {
      port,
      stateFile: isAbsolute(settings.state) ? settings.state : join(root, settings.state),
      key: settings.key,
      ...(url && { webhook: { url, secret } }),
    },
    // A request whose effect cannot be saved must not be answered: the process stops instead.
    (error) => {
      console.error(error);
      stopWith('it broke, and has stopped.');
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void clinic.stop().then(() => process.exit(0)));
  console.log(`clinic: ${clinic.origin}/v1`);
} catch (error) {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    stopWith(`port ${settings.port} is taken: another clinic may be open; choose one with --port.`);
  if (error instanceof JournalError) stopWith(error.message);
  throw error;
}
