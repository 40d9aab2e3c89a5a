import { platformOperations, type PlatformOperationName } from '../api/platform-operations.js';
import { aboutOf, platformAsks, type About } from './platform-asks.js';
import { AskedList, type Noted } from './platform-asked.js';
import type { PlatformClinic } from './platform-clinic.js';
import { Refusal } from './refusal.js';

export interface PlatformFaceOptions {
  readonly clinic: PlatformClinic;
  /** The one key that is accepted; it begins with `test_`. */
  readonly key: string;
  /** Below which path it is served; `/v1` when absent. */
  readonly base?: string;
  readonly asked?: AskedList;
  /** Called when something was done of which others may be told. */
  readonly onDone?: () => void;
}

/** A question, read but not judged. */
interface Question {
  readonly operation: PlatformOperationName;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** A body larger than this is not read. */
const largestBody = 32 * 1024;

const names = Object.keys(platformOperations) as PlatformOperationName[];

const patterns = names.map((operation) => {
  const { method, path } = platformOperations[operation];
  const literal = path.replaceAll('/', '\\/').replace('{id}', '(?<id>[^/]+)');
  return { operation, method, pattern: new RegExp(`^${literal}$`) };
});

/** Which operation is meant; undefined where there is none. */
const operationOf = (method: string, path: string) => {
  for (const { operation, method: own, pattern } of patterns) {
    const found = own === method ? pattern.exec(path) : null;
    if (found) return { operation, id: decodeURIComponent(found.groups?.id ?? '') };
  }
  return undefined;
};

const refuse = ({ status, code, message, param, retryAfter }: Refusal): Response =>
  Response.json(
    { error: { code, message, ...(param !== undefined && { param }) } },
    { status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } },
  );

const readBody = async (request: Request): Promise<unknown> => {
  if (request.method !== 'POST') return undefined;
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new Refusal(415, 'unsupported_media_type', 'Send JSON.');
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > largestBody) throw new Refusal(413, 'too_large', 'The body is too large.');
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Refusal(400, 'malformed', 'The body is not JSON.');
  }
};

/** Whoever asks waits for ever. */
const never = new Promise<never>(() => undefined);

const after = (milliseconds: number): Promise<void> => {
  if (milliseconds === Infinity) return never;
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
};

/** The platform as a function from request to answer; `Response.error()` is a connection that breaks. */
export class PlatformFace {
  readonly asked: AskedList;
  private readonly base: string;
  /** What was begun before `forget` ends in nothing. */
  private era = 0;

  constructor(private readonly options: PlatformFaceOptions) {
    this.asked = options.asked ?? new AskedList();
    this.base = options.base ?? '/v1';
  }

  readonly answer = async (request: Request): Promise<Response> => {
    const { pathname, searchParams: query } = new URL(request.url);
    const path = pathname.startsWith(`${this.base}/`) ? pathname.slice(this.base.length) : '';
    const meant = operationOf(request.method, path);
    if (!meant) return refuse(new Refusal(404, 'not_found', 'No such operation.'));
    const noted = this.asked.note(meant.operation);
    try {
      if (request.headers.get('authorization') !== this.options.key)
        throw new Refusal(401, 'unauthorised', 'Send the key itself in the header Authorization.');
      const answered = await this.meet({ ...meant, query, body: await readBody(request) }, noted);
      noted.done(answered.status);
      return answered;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      noted.done(error.status);
      return refuse(error);
    }
  };

  /** What is not yet done will not be done, and its connection breaks. */
  forget(): void {
    this.era += 1;
  }

  private async meet(question: Question, noted: Noted): Promise<Response> {
    const { era } = this;
    const { clinic } = this.options;
    const about = this.aboutOf(question);
    noted.about({ externalRef: about.externalRef });
    const { postcode } = about;
    if (clinic.behaviour(postcode).loses === 'everything') return Response.error();
    const latency = clinic.latency(postcode);
    if (latency > 0) await after(latency);
    if (era !== this.era) return Response.error();
    const answered = this.act(question);
    const isLost = question.operation === 'createAppointment' && clinic.loses(postcode);
    clinic.ledger.commit();
    return isLost ? Response.error() : answered;
  }

  private aboutOf({ operation, id, query, body }: Question): About {
    const about = aboutOf(body);
    if (operation === 'readAppointment' || operation === 'cancelAppointment')
      return { ...about, postcode: this.options.clinic.placeOf(id) };
    if (operation === 'findAppointments' || operation === 'findPatients')
      return { ...about, externalRef: platformAsks.filter(query) };
    return about;
  }

  /** Does what is asked, and writes it down before anything is answered. */
  private act(question: Question): Response {
    const { clinic, onDone } = this.options;
    try {
      return this.do(question);
    } finally {
      clinic.ledger.commit();
      onDone?.();
    }
  }

  private do({ operation, id, query, body }: Question): Response {
    const { clinic } = this.options;
    const { records } = clinic;
    const withRef = <Item extends { readonly externalRef?: string | undefined }>(
      all: ReadonlyMap<string, Item>,
    ) => {
      const ref = platformAsks.filter(query);
      return Response.json({ data: [...all.values()].filter((one) => one.externalRef === ref) });
    };
    switch (operation) {
      case 'listTasks':
        return Response.json(clinic.tasks());
      case 'checkCoverage':
        return Response.json(clinic.coverage(body));
      case 'listWindows':
        return Response.json(clinic.windows(body));
      case 'placeHold':
        return Response.json(clinic.hold(body), { status: 201 });
      case 'releaseHold':
        clinic.release(id);
        return new Response(null, { status: 204 });
      case 'createPatient':
        return Response.json(clinic.createPatient(body), { status: 201 });
      case 'readPatient':
        return Response.json(records.patient(id));
      case 'findPatients':
        return withRef(records.patients);
      case 'createAppointment':
        return Response.json(clinic.createAppointment(body), { status: 201 });
      case 'readAppointment':
        return Response.json(clinic.appointment(id));
      case 'findAppointments':
        return withRef(records.appointments);
      case 'cancelAppointment':
        return Response.json(clinic.cancel(id, body));
    }
  }
}
