/**
 * Runs the tests that depend on the date on twelve dates: the unit tests, and the browser and page tests tagged
 * `@date`. Prints which tests failed on which date, and the total on the last line. Dates as arguments replace the
 * twelve.
 */
import { ensureNeeds } from '../tools/tests/requirements.js';
import type { Lanes } from '../tools/tests/rings.js';
import { printFailures, runLanes, runners, type Results } from '../tools/tests/runners.js';

/** The dates, each with why it is in the list. */
const dates: Readonly<Record<string, string>> = {
  '2026-03-29': 'clocks go forward, a Sunday',
  '2026-04-03': 'Good Friday, a bank holiday',
  '2026-08-31': 'the end of a month, a bank holiday',
  '2026-10-25': 'clocks go back, a Sunday',
  '2026-11-30': 'the end of a month, the last day before December',
  '2026-12-24': 'the day before two bank holidays',
  '2026-12-31': 'the last day of a year',
  '2027-01-31': 'the end of a month, a Sunday',
  '2027-03-27': 'the day before clocks go forward',
  '2027-10-30': 'the day before clocks go back',
  '2028-02-28': 'the day before 29 February',
  '2028-02-29': '29 February',
};

const lanes: Lanes = [
  ['unit', 'firefox'],
  ['browser', 'e2e'],
];

const names = lanes.flat();
const missing = await ensureNeeds(new Set(names.flatMap((name) => runners[name].needs)));

const given = process.argv.slice(2);
const runs: Record<string, Results> = {};
for (const date of given.length > 0 ? given : Object.keys(dates)) {
  console.log(`\n▸ ${date}: ${dates[date] ?? 'as asked'}`);
  const environment = { TEST_TODAY: date };
  runs[date] = await runLanes(lanes, { ring: 'quick', tag: 'date', environment, missing });
}
process.exit(printFailures(runs) > 0 ? 1 : 0);
