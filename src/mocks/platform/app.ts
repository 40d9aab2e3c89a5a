import { shapeAnswer } from './answer-shapes.js';
import { aboutOf, platformAsks, type About } from './request-schemas.js';
import { AskedList, type AskedRecord, type End } from './request-log.js';
import type { PlatformClinic } from './clinic.js';
import type { LastingFault, SingleFault } from './fault-schemas.js';
import { FaultPlan } from './fault-injection.js';
import { perform, type Done } from './routes.js';
import { operationOf, readBody, refuse, type Question } from './router.js';
import { Refusal } from '../http-error.js';

export interface PlatformFaceOptions {
  readonly clinic: PlatformClinic;
  /** The one key that is accepted; it begins with `test_`. */
  readonly key: string;
  /** Below which path it is served; `/v1` when absent. */
  readonly base?: string;
  readonly asked?: AskedList;
  /** What is to go wrong. */
  readonly faults?: FaultPlan;
  /** Called when something was done of which others may be told. */
  readonly onDone?: () => void;
}

/** Whoever asks waits for ever. */
const never = new Promise<never>(() => undefined);

const after = (milliseconds: number): Promise<void> => {
  if (milliseconds === Infinity) return never;
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
};

const reply = ({ status, json }: Done): Response =>
  json === undefined ? new Response(null, { status }) : Response.json(json, { status });

type Note = (facts?: Partial<Pick<AskedRecord, 'externalRef' | 'fault'>>) => End;

const nothing = { externalRef: null, fault: null };

/** The connection breaks, whatever was done. */
const lost = (end: End, status: number | null): Response => {
  end(status);
  return Response.error();
};

const downAs = ({ status }: { readonly status?: number | undefined }, end: End): Response => {
  if (status === undefined) return lost(end, null);
  end(status);
  return refuse(new Refusal(status, 'unavailable', 'The service is down.'));
};

const asPlanned = (
  fault: Extract<SingleFault, { kind: 'refuse' | 'refuse-after-commit' }>,
): Refusal => {
  const { status, code = 'refused', ...facts } = fault;
  return new Refusal(status, code, 'Refused, as a test would have it.', facts);
};

/** A page of something between the platform and its caller, such as a proxy. */
function proxyPage(status: number): Response {
  const html = '<!doctype html><title>Sign in</title><p>Sign in to the network.</p>';
  return new Response(html, { status, headers: { 'content-type': 'text/html' } });
}

/** How long an answer is kept back, in milliseconds; for ever where none comes. */
const lengthOf = (fault: SingleFault | undefined, latency: number): number => {
  if (fault?.kind === 'never-answer') return Infinity;
  return latency + (fault?.kind === 'commit-late' ? fault.milliseconds : 0);
};

/** The platform as a function from request to answer; `Response.error()` is a connection that breaks. */
export class PlatformFace {
  readonly asked: AskedList;
  readonly faults: FaultPlan;
  private readonly base: string;
  /** What was begun before `forget` ends in nothing. */
  private era = 0;

  constructor(private readonly options: PlatformFaceOptions) {
    this.asked = options.asked ?? new AskedList();
    this.faults = options.faults ?? new FaultPlan(options.clinic.ledger, options.clinic.now);
    this.base = options.base ?? '/v1';
  }

  readonly answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const { pathname, searchParams: query } = url;
    const path = pathname.startsWith(`${this.base}/`) ? pathname.slice(this.base.length) : '';
    const meant = operationOf(request.method, path);
    if (!meant) return refuse(new Refusal(404, 'not_found', 'No such operation.'));
    let noted: End | undefined;
    const note: Note = (facts) =>
      (noted ??= this.asked.note({ operation: meant.operation, ...nothing, ...facts }));
    try {
      const down = this.faults.down(meant.operation);
      if (down) return downAs(down, note({ fault: down.kind }));
      if (request.headers.get('authorization') !== this.options.key)
        throw new Refusal(401, 'unauthorised', 'Send the key itself in the header Authorization.');
      return await this.meet({ ...meant, query, url, body: await readBody(request) }, note);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      note()(error.status);
      return refuse(error);
    }
  };

  /** What is not yet done will not be done, and its connection breaks. */
  forget(): void {
    this.era += 1;
  }

  private async meet(question: Question, note: Note): Promise<Response> {
    const { era } = this;
    const { clinic } = this.options;
    const { externalRef, postcode, windowId } = this.aboutOf(question);
    const fault = this.faults.next(question.operation);
    const end = note({ externalRef, fault: fault?.kind ?? null });
    if (clinic.behaviour(postcode).loses === 'everything') return lost(end, null);
    if (fault?.kind === 'refuse') throw asPlanned(fault);
    if (fault?.kind === 'proxy-page' && fault.isDone !== true) {
      const { status = 200 } = fault;
      end(status);
      return proxyPage(status);
    }
    const length = lengthOf(fault, clinic.latency(postcode));
    if (length === Infinity) end(null);
    if (length > 0) await after(length);
    if (era !== this.era) return lost(end, null);
    if (fault?.kind === 'take-window' && windowId !== '') clinic.take(windowId);
    const lasting = this.faults.lasting(question.operation);
    const done = this.act(question, fault?.kind === 'commit-twice', lasting);
    if (fault?.kind === 'lost-after-commit' || this.isLost(question, postcode))
      return lost(end, done.status);
    if (fault?.kind === 'refuse-after-commit') throw asPlanned(fault);
    end(done.status);
    if (fault?.kind === 'proxy-page') return proxyPage(fault.status ?? 200);
    return reply(shapeAnswer(question.operation, done, lasting));
  }

  /** Whether a scenario loses the answer to what was done. */
  private isLost({ operation }: Question, postcode: string): boolean {
    const { clinic } = this.options;
    const isLost = operation === 'createAppointment' && clinic.loses(postcode);
    clinic.ledger.commit();
    return isLost;
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
  private act(question: Question, isTwice: boolean, faults: readonly LastingFault[]): Done {
    const { clinic, onDone } = this.options;
    try {
      const first = perform(clinic, question, faults);
      return isTwice ? this.again(question, first) : first;
    } finally {
      clinic.ledger.commit();
      onDone?.();
    }
  }

  private again(question: Question, { status, json }: Done): Done {
    const { clinic } = this.options;
    if (question.operation !== 'createAppointment') return perform(clinic, question);
    return { status, json: clinic.createAgain((json as { id: string }).id) };
  }
}
