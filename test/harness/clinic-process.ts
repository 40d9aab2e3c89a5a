/** The pretend platform as a process of its own, in a test's hand. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { scriptArgs } from '../../tools/process/run.mjs';
import type { Kept } from '../../src/mocks/availability/availability.js';
import type { AskedRecord } from '../../src/mocks/platform/request-log.js';
import type { PlannedFault } from '../../src/mocks/platform/fault-schemas.js';
import type { FaultRecord } from '../../src/mocks/platform/fault-injection.js';
import type { AppointmentRecord, PatientRecord } from '../../src/mocks/platform/records.js';
import type { WebhookTarget } from '../../src/mocks/platform/webhook-delivery.js';
import type { DeliveryRecord } from '../../src/mocks/platform/webhooks.js';
import { bundleOf } from './processes.js';

/** How the clinic is started. */
export interface StartClinicOptions {
  /** Any that is free when absent; after a restart the same again. */
  readonly port?: number;
  /** A new file when absent, which `stop` takes away. */
  readonly stateFile?: string;
  readonly key?: string;
  readonly webhook?: WebhookTarget | undefined;
  /** Starts `scripts/clinic.ts` itself, as users do, and not its bundle, which starts sooner. */
  readonly isRealCommand?: boolean;
}

/** What the clinic knows. */
export interface ClinicState {
  readonly patients: readonly PatientRecord[];
  readonly appointments: readonly AppointmentRecord[];
  /** By their ids. */
  readonly holds: Readonly<Record<string, Kept>>;
  /** How many visits are taken, by the windows' ids. */
  readonly taken: Readonly<Record<string, number>>;
  /** What is still to go wrong. */
  readonly faults: readonly FaultRecord[];
  readonly deliveries: readonly DeliveryRecord[];
}

/** What a test can do to the clinic through its control API. */
export interface ClinicControl {
  /** What goes wrong from now on; nothing when it is empty. */
  readonly faults: (faults: readonly PlannedFault[]) => Promise<void>;
  /** Forgets everything. */
  readonly reset: () => Promise<void>;
  /** Somebody else takes all the room of a window. */
  readonly take: (windowId: string) => Promise<void>;
  /** The patient chooses a time for an appointment that has none: this one, or the earliest that is free. */
  readonly choose: (appointmentId: string, windowId?: string) => Promise<void>;
  /** Where events are told from now on, after a restart as well; null is nowhere. */
  readonly tellAt: (webhook: WebhookTarget | null) => Promise<void>;
  /** Settles when nothing is left to be told. */
  readonly toldAll: () => Promise<void>;
  readonly state: () => Promise<ClinicState>;
  /** Settles with all that was asked since the process began, once it is more than `n` questions. */
  readonly askedAfter: (n: number) => Promise<readonly AskedRecord[]>;
  /** Settles once a question like this has been asked since the process began. */
  readonly askedFor: (isWanted: (asked: AskedRecord) => boolean) => Promise<void>;
  /** Settles once every question that was asked has come to its end. */
  readonly allDone: () => Promise<void>;
  /** Settles as soon as more than `n` questions have come to their end, whatever it was. */
  readonly doneAfter: (n: number) => Promise<readonly AskedRecord[]>;
}

/** A running clinic. */
export interface ClinicProcess {
  readonly origin: string;
  /** For `platformBase`. */
  readonly base: string;
  readonly key: string;
  readonly stateFile: string;
  readonly control: ClinicControl;
  /** Settles with the exit code, null where the signal ended it; `SIGKILL` when absent. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** Starts it again where it was, on the same port; ends it before, if need be. */
  readonly restart: () => Promise<void>;
  /** Ends it for good, and takes away what it wrote. */
  readonly stop: () => Promise<void>;
}

/** Settles with the origin that the process prints; rejects with its own words when it ends before. */
const waitForOrigin = async (child: ChildProcess): Promise<string> => {
  let errorOutput = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorOutput += text;
  });
  const { stdout } = child;
  const closed = once(child, 'close');
  if (!stdout) throw new Error('The clinic has no output.');
  for await (const line of createInterface({ input: stdout })) {
    const [, origin] = /^clinic: (http:\S+)$/.exec(line) ?? [];
    if (origin !== undefined) return origin;
  }
  await closed;
  throw new Error(errorOutput.trim());
};

/** Starts the clinic; settles when it answers. */
export const startClinic = async (options: StartClinicOptions = {}): Promise<ClinicProcess> => {
  const { key = 'test_clinic', isRealCommand = false } = options;
  const command = isRealCommand ? scriptArgs('clinic') : [bundleOf(inject('processes'), 'clinic')];
  const folder = options.stateFile === undefined ? mkdtempSync(join(tmpdir(), 'clinic-')) : null;
  const stateFile = options.stateFile ?? join(folder ?? '', 'state.jsonl');
  let { port = 0, webhook } = options;
  let child: ChildProcess;
  let origin = '';

  const start = async (): Promise<void> => {
    const flags = { port: String(port), state: stateFile, key };
    const webhookFlags = webhook && { 'webhook-url': webhook.url, 'webhook-secret': webhook.secret };
    const args = Object.entries({ ...flags, ...webhookFlags }).map(([name, value]) => `--${name}=${value}`);
    child = spawn(process.execPath, [...command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    origin = await waitForOrigin(child);
    port = Number(new URL(origin).port);
  };

  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  };

  const request = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(`${origin}/control/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const send = async (...args: Parameters<typeof request>): Promise<void> => {
    await request(...args);
  };

  const readRequests = async (query = ''): Promise<readonly AskedRecord[]> =>
    (await (await request('GET', `asked${query}`)).json()) as AskedRecord[];

  /** An answer comes after a while even when nothing has happened. */
  const askedAfter = async (n: number): Promise<readonly AskedRecord[]> => {
    for (;;) {
      const all = await readRequests(`?after=${String(n)}`);
      if (all.length > n) return all;
    }
  };
  const doneAfter = async (n: number): Promise<readonly AskedRecord[]> => {
    for (;;) {
      const all = await readRequests(`?done=${String(n)}`);
      if (all.filter(({ isDone }) => isDone).length > n) return all;
    }
  };

  await start();
  return {
    get origin() {
      return origin;
    },
    get base() {
      return `${origin}/v1`;
    },
    key,
    stateFile,
    kill,
    control: {
      faults: (faults) => send('POST', 'faults', faults),
      reset: () => send('POST', 'reset'),
      take: (windowId) => send('POST', `windows/${windowId}/take`),
      choose: (id, windowId) =>
        send('POST', `appointments/${id}/choose`, windowId === undefined ? {} : { windowId }),
      async tellAt(target) {
        if (target) await send('PUT', 'webhook', target);
        else await send('DELETE', 'webhook');
        webhook = target ?? undefined;
      },
      toldAll: () => send('GET', 'told'),
      state: async () => (await (await request('GET', 'state')).json()) as ClinicState,
      async askedFor(isWanted) {
        for (let known = 0; ;) {
          const all = await askedAfter(known);
          if (all.some(isWanted)) return;
          known = all.length;
        }
      },
      async allDone() {
        const { length } = await readRequests();
        if (length > 0) await doneAfter(length - 1);
      },
      askedAfter,
      doneAfter,
    },
    async restart() {
      await kill();
      await start();
    },
    async stop() {
      await kill();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
};
