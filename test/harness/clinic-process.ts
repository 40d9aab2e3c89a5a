/** Starts the mock platform in a process of its own, and controls it by its control API. */
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

export interface StartClinicOptions {
  /** Any free port when absent. A restart uses the same port. */
  readonly port?: number;
  /** A temporary file when absent, which `stop` deletes. */
  readonly stateFile?: string;
  readonly key?: string;
  readonly webhook?: WebhookTarget | undefined;
  /** Whether to start `scripts/clinic.ts`, as users do, instead of its bundle, which starts faster. */
  readonly isRealCommand?: boolean;
}

/** State of the clinic, as `GET /control/state` returns it. */
export interface ClinicState {
  readonly patients: readonly PatientRecord[];
  readonly appointments: readonly AppointmentRecord[];
  /** By id. */
  readonly holds: Readonly<Record<string, Kept>>;
  /** Number of booked visits, by window id. */
  readonly taken: Readonly<Record<string, number>>;
  /** Planned faults that have not yet occurred. */
  readonly faults: readonly FaultRecord[];
  readonly deliveries: readonly DeliveryRecord[];
}

/** Client of the clinic's control API. */
export interface ClinicControl {
  /** Replaces the planned faults. An empty list clears them. */
  readonly faults: (faults: readonly PlannedFault[]) => Promise<void>;
  /** Deletes all state. */
  readonly reset: () => Promise<void>;
  /** Books all remaining visits of a window for other patients. */
  readonly take: (windowId: string) => Promise<void>;
  /** Schedules an appointment that has no time, as its patient would: in this window, or in the earliest free one. */
  readonly choose: (appointmentId: string, windowId?: string) => Promise<void>;
  /** Sets the webhook endpoint, which a restart keeps. Null turns webhooks off. */
  readonly tellAt: (webhook: WebhookTarget | null) => Promise<void>;
  /** Resolves when all webhooks are delivered. */
  readonly toldAll: () => Promise<void>;
  readonly state: () => Promise<ClinicState>;
  /** Resolves with all requests since the process started, once there are more than `n`. */
  readonly askedAfter: (n: number) => Promise<readonly AskedRecord[]>;
  /** Resolves once a matching request has arrived since the process started. */
  readonly askedFor: (isWanted: (asked: AskedRecord) => boolean) => Promise<void>;
  /** Resolves once every request so far is completed. */
  readonly allDone: () => Promise<void>;
  /** Resolves with all requests once more than `n` are completed, with success or failure. */
  readonly doneAfter: (n: number) => Promise<readonly AskedRecord[]>;
}

/** A running clinic. */
export interface ClinicProcess {
  readonly origin: string;
  /** Value for the option `platformBase`. */
  readonly base: string;
  readonly key: string;
  readonly stateFile: string;
  readonly control: ClinicControl;
  /**
   * Sends a signal, by default `SIGKILL`. Resolves with the exit code, which is null when the signal ended the process.
   */
  readonly kill: (signal?: NodeJS.Signals) => Promise<number | null>;
  /** Kills the process if it runs, and starts it again with the same port and state file. */
  readonly restart: () => Promise<void>;
  /** Kills the process and deletes its temporary files. */
  readonly stop: () => Promise<void>;
}

/** Resolves with the origin that the process prints. Rejects with its error output if it exits before. */
const waitForOrigin = async (child: ChildProcess): Promise<string> => {
  let errorOutput = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorOutput += text;
  });
  const { stdout } = child;
  const closed = once(child, 'close');
  if (!stdout) throw new Error('The clinic has no output.');
  for await (const line of createInterface({ input: stdout })) {
    const [, origin] = /^clinic: (http:\S+)\/v1$/.exec(line) ?? [];
    if (origin !== undefined) return origin;
  }
  await closed;
  throw new Error(errorOutput.trim());
};

/** Starts the clinic. Resolves when it listens. */
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
    const webhookFlags = webhook && {
      'webhook-url': webhook.url,
      'webhook-secret': webhook.secret,
    };
    const args = Object.entries({ ...flags, ...webhookFlags }).map(
      ([name, value]) => `--${name}=${value}`,
    );
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
    const response = await fetch(`${origin}/control/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response;
  };
  const send = async (...args: Parameters<typeof request>): Promise<void> => {
    await request(...args);
  };

  const readRequests = async (query = ''): Promise<readonly AskedRecord[]> =>
    (await (await request('GET', `asked${query}`)).json()) as AskedRecord[];

  // The control API answers a long poll after a while even when there is no new request: then it is polled again.
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
