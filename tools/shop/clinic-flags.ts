/** The name of a flag of the mock platform. */
export type ClinicFlagName = 'port' | 'state' | 'key' | 'webhook-url' | 'webhook-secret';

/** A flag of the mock platform. */
export interface ClinicFlag {
  readonly flag: ClinicFlagName;
  /** The environment variable with the same meaning. */
  readonly variable: string;
  /** The default value. */
  readonly absent: string;
  /** Its meaning, for `--help` and the documents. */
  readonly description: string;
}

/** The settings of the mock platform, each by a flag or an environment variable. The flag takes precedence. */
export const clinicFlags: readonly ClinicFlag[] = [
  {
    flag: 'port',
    variable: 'CLINIC_PORT',
    absent: '4010',
    description: 'where it listens, on this machine alone; 0 is any port that is free',
  },
  {
    flag: 'state',
    variable: 'CLINIC_STATE',
    absent: '.cache/clinic/state.jsonl',
    description: 'the file in which it keeps what it knows; a relative path is below the project',
  },
  {
    flag: 'key',
    variable: 'CLINIC_KEY',
    absent: 'test_clinic',
    description: 'the one key that it accepts; it begins with test_',
  },
  {
    flag: 'webhook-url',
    variable: 'CLINIC_WEBHOOK_URL',
    absent: '',
    description: 'where it tells what happens to appointments; nowhere when absent',
  },
  {
    flag: 'webhook-secret',
    variable: 'CLINIC_WEBHOOK_SECRET',
    absent: '',
    description: 'the secret by which it signs what it tells',
  },
];

/** Returns the text of `--help`. */
export function clinicHelp(): string {
  const lines = clinicFlags.flatMap(({ flag, variable, absent, description }) => [
    `  --${flag} <value>   or ${variable}`,
    `      ${description}${absent === '' ? '' : ` (${absent} when absent)`}`,
  ]);
  return [
    'The mock platform as a process of its own: npm run clinic -- [flags]',
    '',
    ...lines,
    '  --help',
    '      prints this',
    '',
    'When it is ready it prints one line, “clinic: http://127.0.0.1:PORT/v1”, the base address of the platform,',
    'and what tests steer it by below /control/. SIGINT or SIGTERM ends it; what it knows is kept.',
    'More in docs/mock-platform.md.',
  ].join('\n');
}

/** Returns the flags as a table for the documents. */
export function clinicFlagTable(): string {
  return [
    '| flag | variable | what it says |',
    '| --- | --- | --- |',
    ...clinicFlags.map(
      ({ flag, variable, absent, description }) =>
        `| \`--${flag}\` | \`${variable}\` | ${description}${absent === '' ? '' : `; \`${absent}\` when absent`} |`,
    ),
  ].join('\n');
}
