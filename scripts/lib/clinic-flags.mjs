/** What the clinic's process can be told, by a flag or by a variable of its environment; the flag goes first. */
export const clinicFlags = [
  {
    flag: 'port',
    variable: 'CLINIC_PORT',
    absent: '4010',
    says: 'where it listens, on this machine alone; 0 is any port that is free',
  },
  {
    flag: 'state',
    variable: 'CLINIC_STATE',
    absent: '.cache/clinic/state.jsonl',
    says: 'the file in which it keeps what it knows; a relative path is below the project',
  },
  {
    flag: 'key',
    variable: 'CLINIC_KEY',
    absent: 'test_clinic',
    says: 'the one key that it accepts; it begins with test_',
  },
  {
    flag: 'webhook-url',
    variable: 'CLINIC_WEBHOOK_URL',
    absent: '',
    says: 'where it tells what happens to appointments; nowhere when absent',
  },
  {
    flag: 'webhook-secret',
    variable: 'CLINIC_WEBHOOK_SECRET',
    absent: '',
    says: 'the secret by which it signs what it tells',
  },
];

/** What `--help` prints. */
export const clinicHelp = () => {
  const lines = clinicFlags.flatMap(({ flag, variable, absent, says }) => [
    `  --${flag} <value>   or ${variable}`,
    `      ${says}${absent === '' ? '' : ` (${absent} when absent)`}`,
  ]);
  return [
    'The pretend platform as a process of its own: npm run clinic -- [flags]',
    '',
    ...lines,
    '  --help',
    '      prints this',
    '',
    'When it is ready it prints one line, “clinic: http://127.0.0.1:PORT”: the platform is below /v1,',
    'and what tests steer it by below /control/. SIGINT or SIGTERM ends it; what it knows is kept.',
    'More in docs/clinic.md.',
  ].join('\n');
};

/** The same as a table, as the documents show it. */
export const clinicFlagTable = () =>
  [
    '| flag | variable | what it says |',
    '| --- | --- | --- |',
    ...clinicFlags.map(
      ({ flag, variable, absent, says }) =>
        `| \`--${flag}\` | \`${variable}\` | ${says}${absent === '' ? '' : `; \`${absent}\` when absent`} |`,
    ),
  ].join('\n');
