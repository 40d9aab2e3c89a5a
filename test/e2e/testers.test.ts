import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../tools/process/run.mjs';
import { runTesters, testers, type TesterResults } from '../harness/testers.js';
import { SWEEP_MS } from '../harness/limits.js';
import { inRing } from '../harness/ring.js';

/**
 * Projects by version of msw. All run with msw 2. In the whole ring only the fastest in a browser runs with msw 3, which
 * in Node needs Node 22.
 */
const chosen = {
  2: testers,
  3: inRing(
    testers.filter((tester) => tester !== 'vitest-dom'),
    (tester) => tester === 'vitest-browser',
  ),
} as const;

let results: Readonly<Record<'2' | '3', TesterResults>>;
beforeAll(async () => {
  results = await runTesters(chosen);
}, SWEEP_MS);

const titles = {
  'vitest-browser': [
    'a visit is chosen in the checkout, and booked once the order is paid',
    'a time that has gone is chosen anew, and nothing is typed twice',
    'a request that nothing answers fails',
  ],
  'vitest-dom': [
    'a visit is chosen, and the element says once that it has no form value',
    'a visit is chosen, and the element says once that it has no form value',
    'the mock relay answers in Node',
  ],
  playwright: [
    'a visit is chosen in the checkout, and booked once the order is paid',
    'a time that has gone is chosen anew, and nothing is typed twice',
  ],
  storybook: ['Book A Visit', 'Window Gone'],
};

describe.each(['2', '3'] as const)('with msw %s', (major) => {
  it('that version is used, and the types agree', () => {
    expect(results[major].msw).toMatch(new RegExp(`^${major}\\.`));
    expect(results[major].types).toBeNull();
  });

  it.each(chosen[major])('%s runs its tests, and each passes', (tester) => {
    const { fault, tests = [] } = results[major][tester] ?? {};
    expect(fault).toBeNull();
    expect(tests.map(({ title }) => title).sort()).toEqual([...titles[tester]].sort());
    expect(tests.filter(({ passed }) => !passed)).toEqual([]);
  });
});

it.each([
  'vitest-browser/test/book-a-visit.test.ts',
  'vitest-browser/test/window-gone.test.ts',
  'playwright/test/book-a-visit.spec.ts',
  'playwright/test/window-gone.spec.ts',
  'storybook/stories/book-a-visit.stories.ts',
  'storybook/stories/window-gone.stories.ts',
])('%s takes less than 30 lines', (file) => {
  const text = readFileSync(join(root, 'test', 'testers', file), 'utf8');
  expect(text.trimEnd().split('\n').length).toBeLessThan(30);
});
