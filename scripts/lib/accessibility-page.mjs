/** How much was looked at for those who do not see, hear or point, counted from the lists that the tests go by. */
import { allStates, dressings, looks } from './dressings.mjs';
import { needsBuild } from './states.mjs';

const schemes = [...new Set(dressings.map(({ scheme }) => scheme))];
const steps = [...new Set(allStates.map(({ step }) => step))];
const inSource = allStates.filter(({ state }) => !needsBuild(state));

const row = (...cells) => `| ${cells.join(' | ')} |`;

/** In how many pairs of a state and a dressing each engine shows it. */
export const counts = {
  chromium: allStates.length * dressings.length,
  others: inSource.length,
};

const words = () =>
  [
    row('engine', 'states', 'looks', 'colour schemes', 'in all'),
    row('---', '---', '---', '---', '---'),
    row('Chromium', allStates.length, looks.length, schemes.length, counts.chromium),
    ...['Firefox', 'WebKitGTK'].map((engine) => row(engine, inSource.length, 1, 1, counts.others)),
    '',
    `The states, by step: ${steps
      .map((step) => `${step} ${allStates.filter((one) => one.step === step).length}`)
      .join(', ')}. The looks: ${looks.join(', ')}. The colour schemes: ${schemes.join(', ')}.`,
  ].join('\n');

/** The page on accessibility, with its counts. */
export const withCounts = (page) =>
  page.replace(
    /(<!-- counts -->)[\s\S]*?(<!-- \/counts -->)/,
    (_, open, close) => `${open}\n\n${words()}\n\n${close}`,
  );
