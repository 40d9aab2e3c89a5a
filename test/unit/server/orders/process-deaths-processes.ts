/** Starts child processes of the tests of processes that die. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { ChildPlan, ChildReport, ChildResult } from './process-deaths-shop.js';

/** How many processes start at a time: more would start no sooner on two cores. */
const MAX_STARTING = 2;

/** A process of a shop. */
export class ShopChild {
  readonly reports: ChildReport[] = [];
  /** Resolves with the signal that ended the process, or with its exit code. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  private readonly waiting = new Set<() => void>();
  private readonly errors: Promise<string>;

  constructor(private readonly process: ChildProcessWithoutNullStreams) {
    createInterface({ input: process.stdout }).on('line', (line) => {
      this.reports.push(JSON.parse(line) as ChildReport);
      for (const check of this.waiting) check();
    });
    this.errors = text(process.stderr);
    // A process that has died takes no input.
    process.stdin.on('error', () => undefined);
    this.ended = once(process, 'close').then(
      ([code, signal]) => (signal ?? code) as NodeJS.Signals | number | null,
    );
  }

  /** Lets the process begin its action. */
  go(): void {
    this.process.stdin.write('go\n');
  }

  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** Kills the process. Resolves when it has died. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** Resolves with what `find` returns for the reports, once it is not undefined. Rejects if the process ends before. */
  async until<Value>(find: (reports: readonly ChildReport[]) => Value | undefined): Promise<Value> {
    const found = new Promise<{ readonly value: Value }>((resolve) => {
      const check = (): void => {
        const value = find(this.reports);
        if (value !== undefined) resolve({ value });
      };
      this.waiting.add(check);
      check();
    });
    const result = await Promise.race([found, this.ended]);
    if (typeof result === 'object' && result !== null) return result.value;
    throw new Error(`A child process ended too early (${String(result)}): ${await this.errors}`);
  }

  /** Resolves with the first report of an event. Rejects if the process ends without it. */
  async reported<Name extends ChildReport['event']>(
    name: Name,
  ): Promise<Extract<ChildReport, { event: Name }>> {
    const isWanted = (report: ChildReport): report is Extract<ChildReport, { event: Name }> =>
      report.event === name;
    return await this.until((reports) => reports.find(isWanted));
  }

  /** Resolves with the results of the action. */
  async done(): Promise<readonly ChildResult[]> {
    const { results } = await this.reported('done');
    await this.ended;
    return results;
  }
}

/** Starts processes, and kills those that are left over. */
export class ShopChildren {
  private readonly all: ShopChild[] = [];
  private starting = 0;
  private readonly queue: (() => void)[] = [];

  /** `program`: the bundle of `process-deaths-child.ts`. */
  constructor(private readonly program: string) {}

  /** Starts a process. Resolves when it waits for `go`. */
  async start(plan: ChildPlan): Promise<ShopChild> {
    if (this.starting >= MAX_STARTING)
      await new Promise<void>((resume) => {
        this.queue.push(resume);
      });
    else this.starting += 1;
    try {
      const child = new ShopChild(
        spawn(process.execPath, [this.program, JSON.stringify(plan)], {
          // Without the clock of the tests: leases go by the clock of the database.
          env: { PATH: process.env.PATH },
        }),
      );
      this.all.push(child);
      await child.reported('ready');
      return child;
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.starting -= 1;
    }
  }

  async killAll(): Promise<void> {
    await Promise.all(this.all.map((child) => child.kill()));
  }
}
