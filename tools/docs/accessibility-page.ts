/** Counts of the accessibility checks for `docs/accessibility.md`, from the lists that the tests use. */
import { allStates, variants as variants, looks } from '../../test/fixtures/variants.js';
import { needsBuild } from '../../test/fixtures/states.js';

const schemes = [...new Set(variants.map(({ scheme }) => scheme))];
const steps = [...new Set(allStates.map(({ step }) => step))];
const inSource = allStates.filter(({ state }) => !needsBuild(state));

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** The number of checks in Chromium, and in each other engine. */
export interface Counts {
  readonly chromium: number;
  readonly others: number;
}

/** The number of checks: in Chromium each state in each variant, in other engines each state that needs no build. */
export const counts: Counts = {
  chromium: allStates.length * variants.length,
  others: inSource.length,
};

const words = (): string =>
  [
    row('engine', 'states', 'looks', 'colour schemes', 'in all'),
    row('---', '---', '---', '---', '---'),
    row('Chromium', allStates.length, looks.length, schemes.length, counts.chromium),
    ...['Firefox', 'WebKitGTK'].map((engine) => row(engine, inSource.length, 1, 1, counts.others)),
    '',
    `The states, by step: ${steps
      .map((step) => `${step} ${String(allStates.filter((one) => one.step === step).length)}`)
      .join(', ')}. The looks: ${looks.join(', ')}. The colour schemes: ${schemes.join(', ')}.`,
  ].join('\n');

/** Returns the page on accessibility with its counts replaced. */
export const withCounts = (page: string): string =>
  page.replace(
    /(<!-- counts -->)[\s\S]*?(<!-- \/counts -->)/,
    (_, open: string, close: string) => `${open}\n\n${words()}\n\n${close}`,
  );
