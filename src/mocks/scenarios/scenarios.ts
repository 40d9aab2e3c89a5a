/** One way the clinic can behave: forced by name for every postcode, or by a ZZ99 postcode of its own. */
export interface Scenario {
  /** Of the NHS's pseudo-area for people without an address: nobody lives there. */
  readonly postcode: string;
  /** A Task of its own, where the scenario is one of the Task and so begins before the postcode. */
  readonly taskId?: string;
  readonly title: string;
  /** What the person who books meets. */
  readonly expect: string;
}

const scenario = (postcode: string, title: string, expect: string, taskId?: string): Scenario => ({
  postcode,
  title,
  expect,
  ...(taskId === undefined ? {} : { taskId }),
});

/** Every scenario, by name: documents, demo and tests share this table. */
export const scenarios = {
  covered: scenario(
    'ZZ99 1AA',
    'Covered',
    'The free times are shown, and the visit can be booked.',
  ),
  'not-covered': scenario(
    'ZZ99 1AB',
    'Not covered',
    'A calm panel says that we do not visit there yet, and offers another postcode.',
  ),
  paused: scenario(
    'ZZ99 1AH',
    'Paused',
    'There is no service there just now: an order can go through without a visit.',
  ),
  'no-windows': scenario(
    'ZZ99 1AD',
    'No free windows',
    'The postcode is covered, but no times are free; the order can go through without one.',
  ),
  'few-windows': scenario('ZZ99 1AJ', 'Few windows', 'Three times are free in three weeks.'),
  'many-windows': scenario(
    'ZZ99 1AL',
    'Very many windows',
    '2,800 times are free: the day is asked for first, then the time.',
  ),
  'priced-windows': scenario(
    'ZZ99 1AN',
    'Price on some windows',
    'Some times cost more than others, and one is free of charge.',
  ),
  'window-gone': scenario(
    'ZZ99 1AG',
    'Window gone at sealing',
    'Someone else takes the chosen time; the nearest are offered, and the details are kept.',
  ),
  'window-gone-at-booking': scenario(
    'ZZ99 1AP',
    'Window gone at booking',
    'The time is taken after the review: booked from the page, the nearest are offered; after payment, the patient is asked to choose.',
  ),
  'hold-lapses': scenario(
    'ZZ99 1AQ',
    'Hold lapses',
    'The time is held for three seconds only, and is then held again.',
  ),
  'hold-lapses-gone': scenario(
    'ZZ99 1AR',
    'Hold lapses, window gone',
    'The time is held for three seconds, and then somebody else has it: the nearest are offered.',
  ),
  'holds-not-offered': scenario(
    'ZZ99 1AS',
    'Holds not offered',
    'Nothing is held and nothing is said of it.',
  ),
  'hold-refused': scenario(
    'ZZ99 1AT',
    'Hold refused',
    'Too many holds were asked for: the journey goes on without one.',
  ),
  slow: scenario('ZZ99 1AU', 'Slow', 'Every answer takes two seconds.'),
  'very-slow': scenario('ZZ99 1AW', 'Very slow', 'Every answer takes eight seconds.'),
  'times-out': scenario(
    'ZZ99 1AX',
    'Times out',
    'Nothing is answered: after the time limit the person is told so, and can try again.',
  ),
  offline: scenario(
    'ZZ99 1AE',
    'Offline',
    'The service cannot be reached: the person is told so, and can try again.',
  ),
  'error-once': scenario(
    'ZZ99 1AF',
    'One server error',
    'The first question fails inside the service; it is asked again, and nobody notices.',
  ),
  'busy-once': scenario(
    'ZZ99 1AY',
    'Busy for a second',
    'The service asks to come back in a second; it is asked again, and nobody notices.',
  ),
  'rate-limited': scenario(
    'ZZ99 1AZ',
    'Asked too often',
    'The service says to wait 20 seconds: the person is told how long.',
  ),
  'origin-refused': scenario(
    'ZZ99 1BA',
    'Origin refused',
    'The relay does not serve this page: the booking cannot go on, and the shop’s own words are shown.',
  ),
  misconfigured: scenario(
    'ZZ99 1BB',
    'Relay misconfigured',
    'The relay lacks what it needs: the booking cannot go on, and the shop’s own words are shown.',
  ),
  'script-fails': scenario(
    'ZZ99 1BD',
    'A part of the script is missing',
    'The patient’s form does not load at first; the person can try again.',
  ),
  'patient-refused': scenario(
    'ZZ99 1BE',
    'Patient refused by field',
    'The service does not accept the first phone number: the field says so, and another is accepted.',
  ),
  'outcome-unknown': scenario(
    'ZZ99 1BF',
    'Outcome unknown',
    'Booked from the page, the visit is made but the answer is lost; a second try finds it.',
  ),
  'under-age': scenario(
    'ZZ99 1BG',
    'Adults only',
    'The patient must be 18 on the day of the visit.',
    'tsk_adults',
  ),
  preparation: scenario(
    'ZZ99 1BH',
    'Task with preparation',
    'The review and the confirmation say how to prepare.',
    'tsk_fasting',
  ),
  'nhs-number-and-sex': scenario(
    'ZZ99 1BJ',
    'NHS number and sex asked',
    'Two more questions, both optional.',
    'tsk_screening',
  ),
  'two-consents': scenario(
    'ZZ99 1BL',
    'Two consents',
    'One consent must be given, the other may be.',
    'tsk_research',
  ),
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

const names = Object.keys(scenarios) as ScenarioName[];

/** The scenario that a postcode of the pseudo-area plays, if it is one of ours. */
export const scenarioOf = (postcode: string): ScenarioName | undefined =>
  names.find((name) => scenarios[name].postcode === postcode);

/** The scenario of a Task of its own. */
export const scenarioOfTask = (taskId: string): ScenarioName | undefined =>
  names.find((name) => scenarios[name].taskId === taskId);

/** The table as the documents show it. */
export const scenarioTable = (): string =>
  [
    '| name | postcode | Task | what the person meets |',
    '| --- | --- | --- | --- |',
    ...Object.entries<Scenario>(scenarios).map(
      ([name, { postcode, taskId, expect }]) =>
        `| \`${name}\` | ${postcode} | ${taskId === undefined ? '' : `\`${taskId}\``} | ${expect} |`,
    ),
  ].join('\n');
