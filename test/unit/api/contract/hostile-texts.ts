/** Texts of 32 kB that make a pattern work hard: parts that repeat, and a last character that does not fit. */
const LENGTH = 32_000;

export const hostileTexts: readonly string[] = [
  `a@${'.'.repeat(LENGTH)} `,
  `a@${'a.'.repeat(LENGTH / 2)} `,
  `${'a'.repeat(LENGTH)}\u0000`,
  `${' '.repeat(LENGTH)}\u0000`,
  `a${' '.repeat(LENGTH)}`,
  '-'.repeat(LENGTH),
  `${'a '.repeat(LENGTH / 2)}\u0000`,
  `+44${'7'.repeat(LENGTH)}`,
  '\ud800'.repeat(LENGTH),
  `2026-11-23T09:00:00.${'0'.repeat(LENGTH)}`,
  `${'\r\n\t'.repeat(LENGTH / 3)}\ud800`,
  `sel1.${'A'.repeat(LENGTH)}`,
  '0b0fd3f6-6b7e-4ac5-9a52-'.repeat(LENGTH / 24),
];

/** The shortest of three runs, in milliseconds. */
export function shortestMs(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}
