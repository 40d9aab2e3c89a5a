import { platformOperations, type PlatformOperationName } from '../../src/platform/operations.js';
import type { PlatformAppointment } from '../../src/platform/schemas.js';

/** A question as the platform was asked it. */
export interface Asked {
  readonly operation: PlatformOperationName;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** What is done instead of answering plainly, once. */
export type Fault =
  /** Done, but the answer is lost. */
  | 'lost-after'
  /** Not done, and nothing answered. */
  | 'lost-before'
  /** Not done, and the connection stays open without an answer. */
  | 'never'
  /** Done this much later, in milliseconds, when nobody waits any more. */
  | { readonly doneAfter: number }
  /** Done twice. */
  | 'twice'
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  /** Answered otherwise than assumed. */
  | { readonly json: unknown };

export const window = {
  id: 'win_1',
  name: 'Early',
  startAt: '2026-12-01T07:00:00Z',
  endAt: '2026-12-01T09:00:00Z',
  price: { amount: 4500, currency: 'GBP' },
};

const isOperation = (url: URL, method: string, name: PlatformOperationName): boolean => {
  const operation = platformOperations[name];
  const pattern = new RegExp(`/v1${operation.path.replace('{id}', '[^/]+')}$`);
  return operation.method === method && pattern.test(url.pathname);
};

const untilStopped = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

/**
 * A platform as its documents have it, in a test's hand: it ignores idempotency keys, lets references repeat, and
 * each operation can be given faults, one for each time that it is asked.
 */
export class PretendPlatform {
  readonly asked: Asked[] = [];
  readonly patients: Record<string, unknown>[] = [];
  appointments: PlatformAppointment[] = [];
  taken = new Set<string>();
  covered = true;
  private readonly faults = new Map<PlatformOperationName, (Fault | null)[]>();
  private count = 0;

  /** The faults of an operation, in the order in which it is asked; null is none. */
  plan(operation: PlatformOperationName, ...faults: (Fault | null)[]): void {
    this.faults.set(operation, faults);
  }

  /** From now on all goes well. */
  planNothing(): void {
    this.faults.clear();
  }

  operations(): PlatformOperationName[] {
    return this.asked.map(({ operation }) => operation);
  }

  readonly fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    const method = init?.method ?? 'GET';
    const operation = (Object.keys(platformOperations) as PlatformOperationName[]).find((name) =>
      isOperation(url, method, name),
    );
    if (!operation) return new Response(null, { status: 404 });
    const body = JSON.parse((init?.body as string | undefined) ?? '{}') as Asked['body'];
    const asked: Asked = { operation, url, headers: new Headers(init?.headers), body };
    this.asked.push(asked);
    return await this.meet(asked, this.faults.get(operation)?.shift() ?? null, init?.signal);
  };

  private async meet(
    asked: Asked,
    fault: Fault | null,
    signal: AbortSignal | null | undefined,
  ): Promise<Response> {
    if (fault === null) return this.answer(asked);
    if (fault === 'lost-before') throw new TypeError('fetch failed');
    if (fault === 'lost-after') {
      this.answer(asked);
      throw new TypeError('fetch failed');
    }
    if (fault === 'twice') {
      this.answer(asked);
      return this.answer(asked);
    }
    if (fault === 'never') return await untilStopped(signal);
    if ('doneAfter' in fault) {
      setTimeout(() => this.answer(asked), fault.doneAfter);
      return await untilStopped(signal);
    }
    if ('json' in fault) {
      this.answer(asked);
      return Response.json(fault.json);
    }
    const { status, body, headers } = fault;
    return Response.json(body ?? {}, { status, ...(headers && { headers }) });
  }

  private answer({ operation, url, body }: Asked): Response {
    const id = url.pathname.split('/')[3] ?? '';
    const ref = /^externalRef:"(.*)"$/.exec(url.searchParams.get('filter') ?? '')?.[1];
    const isRefs = ({ externalRef }: { externalRef?: unknown }): boolean => externalRef === ref;
    switch (operation) {
      case 'listTasks':
        return Response.json({ data: [{ id: 'tsk_blood', name: 'Blood test' }] });
      case 'checkCoverage':
        return Response.json({ covered: this.covered });
      case 'listWindows':
        return Response.json({ windows: this.taken.has(window.id) ? [] : [window] });
      case 'placeHold':
        return Response.json({
          id: 'hld_1',
          windowId: body.windowId,
          expiresAt: '2026-11-24T12:10:00Z',
        });
      case 'releaseHold':
        return new Response(null, { status: 204 });
      case 'createPatient': {
        const patient = { ...body, id: `p_${String((this.count += 1))}` };
        this.patients.push(patient);
        return Response.json(patient, { status: 201 });
      }
      case 'readPatient':
        return Response.json(this.patients.find((one) => one.id === id) ?? {});
      case 'findPatients':
        return Response.json({ data: this.patients.filter(isRefs) });
      case 'createAppointment':
        return this.make(body);
      case 'readAppointment': {
        const found = this.appointments.find((one) => one.id === id);
        return Response.json(found ?? {}, { status: found ? 200 : 404 });
      }
      case 'findAppointments':
        return Response.json({ data: this.appointments.filter(isRefs) });
      case 'cancelAppointment': {
        const found = this.appointments.find((one) => one.id === id);
        if (found?.status === 'cancelled') return Response.json({}, { status: 409 });
        this.appointments = this.appointments.map((one) =>
          one.id === id ? { ...one, status: 'cancelled' } : one,
        );
        return Response.json({});
      }
    }
  }

  private make(body: Asked['body']): Response {
    const { windowId } = body;
    if (typeof windowId === 'string' && this.taken.has(windowId))
      return Response.json({ error: { code: 'window_taken' } }, { status: 409 });
    this.count += 1;
    const times = typeof windowId === 'string' && { startAt: window.startAt, endAt: window.endAt };
    const made = {
      ...(body as unknown as PlatformAppointment),
      ...times,
      id: `app_${String(this.count)}`,
      status: times ? 'scheduled' : 'scheduling',
      createdAt: new Date(Date.UTC(2026, 10, 24, 12, 0, this.count)).toISOString(),
    };
    this.appointments.push(made);
    return Response.json(made, { status: 201 });
  }
}
