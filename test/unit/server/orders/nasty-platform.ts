import { PlatformFace } from '../../../../src/mocks/platform/app.js';
import { PlatformClinic } from '../../../../src/mocks/platform/clinic.js';
import type { PlannedFault } from '../../../../src/mocks/platform/fault-schemas.js';
import type { AppointmentRecord } from '../../../../src/mocks/platform/records.js';
import type { SeededRandom } from './seeded-random.js';

export const taskId = 'tsk_blood';
export const postcode = 'SW1A 1AA';
export const platformKey = 'test_larkspur';

/** The longest time of one direction of a request, in milliseconds. */
const LEG_MS = 250;
const SLOW_LEG_MS = 3_000;

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('Aborted.', 'AbortError'));
    });
  });
}

/** A create as it was sent. */
export interface SentCreate {
  readonly externalRef: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface NastyPlatformOptions {
  readonly random: SeededRandom;
  /** Called before a create leaves its process. */
  readonly onCreate: (create: SentCreate) => Promise<void>;
  /** Called for each change of an appointment. */
  readonly onChange: (appointment: AppointmentRecord) => void;
}

/** The mock platform behind a network: requests and responses take their time, and a process may give up on them. */
export class NastyPlatform {
  readonly clinic = new PlatformClinic({ now: () => new Date() });
  private readonly face: PlatformFace;
  private reported = 0;

  constructor(private readonly options: NastyPlatformOptions) {
    const onDone = (): void => {
      this.report();
    };
    this.face = new PlatformFace({ clinic: this.clinic, key: platformKey, onDone });
  }

  /** Whether every request has ended on the platform's side. */
  get isDone(): boolean {
    return this.face.asked.all.every(({ isDone }) => isDone);
  }

  plan(faults: readonly PlannedFault[]): void {
    this.face.faults.set(faults);
  }

  /** Reports the changes of appointments since the last call. */
  report(): void {
    const events = [...this.clinic.records.events.values()].slice(this.reported);
    this.reported += events.length;
    for (const { appointment } of events) this.options.onChange(appointment);
  }

  readonly fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const { signal, ...request } = init;
    const url = new URL(String(input));
    if (request.method === 'POST' && url.pathname.endsWith('/appointments')) {
      const body = JSON.parse(request.body as string) as SentCreate['body'];
      await this.options.onCreate({ externalRef: String(body.externalRef), body });
    }
    return await Promise.race([this.exchange(new Request(url, request)), aborted(signal)]);
  };

  private async exchange(request: Request): Promise<Response> {
    await this.leg();
    const response = await this.face.answer(request);
    await this.leg();
    if (response.type === 'error') throw new TypeError('fetch failed');
    return response;
  }

  private async leg(): Promise<void> {
    const { random } = this.options;
    await pause(random.between(1, random.isTrue(0.03) ? SLOW_LEG_MS : LEG_MS));
  }
}
