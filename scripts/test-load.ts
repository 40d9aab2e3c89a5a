/**
 * Runs the whole ring once while two busy loops per core slow the machine down: a test that fails only then waits for a
 * time instead of an event. Prints the total on the last line.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { rings } from '../tools/tests/rings.js';
import { ensureNeeds, ensureProjects } from '../tools/tests/requirements.js';
import { printResults, runLanes, runners } from '../tools/tests/runners.js';

await ensureProjects();
const needs = new Set(rings.whole.flat().flatMap((name) => runners[name].needs));
const missing = await ensureNeeds(needs);

const loops = Array.from({ length: 2 * availableParallelism() }, () =>
  spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
);
const stop = (): void => {
  for (const loop of loops) loop.kill('SIGKILL');
};
process.once('exit', stop);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const results = await runLanes(rings.whole, { ring: 'whole', missing });
stop();
process.exit(printResults(results) > 0 ? 1 : 0);
