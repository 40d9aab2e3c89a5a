/** One way the clinic can behave: forced by name for every postcode, or by a ZZ99 postcode of its own. */
export interface Scenario {
  /** Of the NHS's pseudo-area for people without an address: nobody lives there. */
  readonly postcode: string;
  readonly title: string;
  /** What the person who books meets. */
  readonly expect: string;
}

/** Every scenario, by name: documents, demo and tests share this table. */
export const scenarios = {
  covered: {
    postcode: 'ZZ99 1AA',
    title: 'Covered',
    expect: 'The free times are shown, and the visit can be booked.',
  },
  'not-covered': {
    postcode: 'ZZ99 1AB',
    title: 'Not covered',
    expect: 'A calm panel says that we do not visit there yet, and offers another postcode.',
  },
  'no-windows': {
    postcode: 'ZZ99 1AD',
    title: 'No free windows',
    expect: 'The postcode is covered, but no times are free; the order can go through without one.',
  },
  offline: {
    postcode: 'ZZ99 1AE',
    title: 'Offline',
    expect: 'The service cannot be reached: the person is told so, and can try again.',
  },
  'error-once': {
    postcode: 'ZZ99 1AF',
    title: 'One server error',
    expect: 'The first question fails inside the service; it is asked again, and nobody notices.',
  },
  'window-gone': {
    postcode: 'ZZ99 1AG',
    title: 'Window gone at sealing',
    expect:
      'Someone else takes the chosen time; the nearest are offered, and the details are kept.',
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

/** The scenario that a postcode of the pseudo-area plays, if it is one of ours. */
export const scenarioOf = (postcode: string): ScenarioName | undefined =>
  (Object.keys(scenarios) as ScenarioName[]).find((name) => scenarios[name].postcode === postcode);

/** The table as the documents show it. */
export const scenarioTable = (): string =>
  [
    '| name | postcode | what the person meets |',
    '| --- | --- | --- |',
    ...Object.entries(scenarios).map(
      ([name, { postcode, expect }]) => `| \`${name}\` | ${postcode} | ${expect} |`,
    ),
  ].join('\n');
