import * as z from 'zod/mini';
import { judge } from '../clinic/request-schemas.js';
import type { PlatformClinic } from './clinic.js';
import { readFaults } from './fault-schemas.js';
import type { PlatformFace } from './app.js';
import type { Webhooks } from './webhooks.js';
import { decoded } from './router.js';
import { Refusal, wrongField } from '../http-error.js';

export interface ControlOptions {
  readonly clinic: PlatformClinic;
  readonly face: PlatformFace;
  readonly webhooks: Webhooks;
}

const target = judge(z.object({ url: z.url(), secret: z.string().check(z.minLength(1)) }));
const foreign = judge(z.object({ externalRef: z.string(), windowId: z.optional(z.string()) }));
const chosen = judge(z.object({ windowId: z.optional(z.string()) }));

/** The longest that an answer is waited for, in milliseconds; whoever waits asks again. */
const longestWait = 25_000;

const countIn = (query: URLSearchParams, name: string): number => {
  const said = query.get(name) ?? '0';
  if (!/^\d{1,9}$/.test(said)) throw wrongField(name, 'Give a whole number.');
  return Number(said);
};

/** What a test does to the clinic behind the shop's back. It is no part of the platform. */
export class Control {
  constructor(private readonly options: ControlOptions) {}

  /** Answers what lies below `/control/`. */
  readonly answer = async (request: Request): Promise<Response> => {
    try {
      return await this.do(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message, param } = error;
      return Response.json({ error: { code, message, param } }, { status });
    }
  };

  private async do(request: Request): Promise<Response> {
    // A page that somebody has open must not steer it: browsers say where a request comes from.
    if (request.headers.has('origin') || request.headers.has('sec-fetch-site'))
      throw new Refusal(403, 'forbidden_origin', 'This is for tests, not for pages.');
    const { pathname, searchParams } = new URL(request.url);
    const [what = '', said = '', act = ''] = pathname.split('/').slice(2);
    const id = decoded(said) ?? '';
    const { clinic, face, webhooks } = this.options;
    switch (`${request.method} ${id === '' ? what : `${what}/{id}/${act}`}`) {
      case 'GET state':
        return Response.json(this.state());
      case 'GET asked':
        return await this.asked(searchParams);
      case 'GET told':
        await webhooks.untilTold();
        return this.done();
      case 'POST faults':
        face.faults.set(readFaults(await bodyOf(request)));
        return this.done();
      case 'DELETE faults':
        face.faults.clear();
        return this.done();
      case 'POST reset':
        this.reset();
        return this.done();
      case 'POST windows/{id}/take':
        clinic.take(id);
        return this.done();
      case 'POST appointments/{id}/choose': {
        const { windowId } = chosen(await bodyOf(request));
        clinic.choose(id, windowId);
        return this.done();
      }
      case 'POST appointments': {
        const { externalRef, windowId } = foreign(await bodyOf(request));
        return this.made(clinic.addForeign(externalRef, windowId));
      }
      case 'POST appointments/{id}/copy':
        return this.made(clinic.copy(id));
      case 'POST appointments/{id}/move': {
        const { windowId } = chosen(await bodyOf(request));
        clinic.move(id, windowId);
        return this.done();
      }
      case 'POST appointments/{id}/cancel':
        clinic.cancelByStaff(id);
        return this.done();
      case 'POST appointments/{id}/complete':
        clinic.complete(id);
        return this.done();
      case 'PUT webhook':
        webhooks.use(target(await bodyOf(request)));
        return this.done();
      case 'DELETE webhook':
        webhooks.use(undefined);
        return this.done();
      default:
        throw new Refusal(404, 'not_found', 'There is no such control.');
    }
  }

  private done(): Response {
    const { clinic, webhooks } = this.options;
    clinic.ledger.commit();
    webhooks.tell();
    return new Response(null, { status: 204 });
  }

  private made({ id }: { readonly id: string }): Response {
    this.done();
    return Response.json({ id }, { status: 201 });
  }

  private state() {
    const rowsOf = (name: string) => this.options.clinic.ledger.table(name);
    return {
      patients: [...rowsOf('patients').values()],
      appointments: [...rowsOf('appointments').values()],
      holds: Object.fromEntries(rowsOf('holds')),
      taken: Object.fromEntries(rowsOf('taken')),
      faults: this.options.face.faults.all,
      deliveries: [...rowsOf('deliveries').values()],
    };
  }

  /** What was asked, as soon as there is more of it than is known. */
  private async asked(query: URLSearchParams): Promise<Response> {
    const { asked } = this.options.face;
    const [after, done] = [countIn(query, 'after'), countIn(query, 'done')];
    await asked.until(
      (all) =>
        (!query.has('after') || all.length > after) &&
        (!query.has('done') || all.filter(({ isDone }) => isDone).length > done),
      longestWait,
    );
    return Response.json(asked.all);
  }

  private reset(): void {
    const { clinic, face, webhooks } = this.options;
    face.forget();
    face.asked.clear();
    face.faults.clear();
    webhooks.forget();
    clinic.forget();
  }
}

/** No body is an empty one. */
const bodyOf = async (request: Request): Promise<unknown> => {
  const text = await request.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(400, 'malformed', 'The body is not JSON.');
  }
};
