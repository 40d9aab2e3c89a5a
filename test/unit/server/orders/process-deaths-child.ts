/**
 * Program of the tests of processes that die: one process of a shop. It prints `ready`, waits for input, does its
 * action, and kills or stops itself at the point of its plan. It ends when its input ends.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { shiftDate } from '../../../harness/clock.mjs';
import type { ChildPlan, ChildReport, ChildResult, Intercept } from './process-deaths-shop.js';

const plan = JSON.parse(process.argv[2] ?? '') as ChildPlan;

// Before the SDK is loaded.
shiftDate(plan.clockOffsetMs);
const { openShop, runUntilSettled, taskId } = await import('./process-deaths-shop.js');
const { ServerError } = await import('../../../../src/server/errors.js');

/** Long enough for the lease and the settle time of a process that died. */
const MAX_WAIT_MS = 60_000;

/** Prints a line at once: what is printed later is lost when the process dies. */
function report(line: ChildReport): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function interrupt(signal: 'SIGKILL' | 'SIGSTOP'): void {
  if (signal === 'SIGSTOP') report({ event: 'stopping' });
  // The call returns when the process goes on.
  process.kill(process.pid, signal);
  report({ event: 'resumed' });
}

let count = 0;
let isCounting = plan.interruption?.at.since === undefined;

const intercept: Intercept = async (call, run) => {
  const { interruption } = plan;
  report({ event: 'call', call });
  if (plan.maxDelayMs > 0) await setTimeout(Math.random() * plan.maxDelayMs);
  if (call === interruption?.at.since) isCounting = true;
  if (call !== interruption?.at.call || !isCounting) return await run();
  count += 1;
  const { signal, at } = interruption;
  const isHere = count === (at.nth ?? 1);
  if (isHere && at.when === 'before') interrupt(signal);
  try {
    return await run();
  } finally {
    if (isHere && at.when === 'after') interrupt(signal);
  }
};

const pool = new pg.Pool({ ...plan.postgres, max: plan.maxConnections });
const { ally } = openShop({
  pool,
  namespace: plan.namespace,
  platformBase: plan.platformBase,
  maxWaitMs: MAX_WAIT_MS,
  now: () => new Date(),
  intercept,
});

async function act(order: ChildPlan['orders'][number]): Promise<ChildResult> {
  const { orders } = ally;
  const { orderRef, token } = order;
  try {
    if (plan.action === 'accept') {
      await orders.accept({ orderRef, token, taskId, paid: true });
      return { orderRef };
    }
    const { outcome, appointment } =
      plan.action === 'book'
        ? await orders.book({ orderRef, token, taskId })
        : await orders.cancel({ orderRef });
    return { orderRef, outcome, appointmentId: appointment?.id };
  } catch (error) {
    // A shop repeats such a call.
    if (error instanceof ServerError && error.canRetry) return await act(order);
    return { orderRef, error: String((error as { readonly code?: unknown }).code ?? error) };
  }
}

process.stdin.once('end', () => process.exit(1));
await pool.query('SELECT 1');
report({ event: 'ready' });
await once(process.stdin, 'data');
if (plan.action === 'runDue') await runUntilSettled(ally);
const results = plan.action === 'runDue' ? [] : await Promise.all(plan.orders.map(act));
report({ event: 'done', results });
process.exit(0);
