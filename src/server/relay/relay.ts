import { operations, type Operation, type OperationName } from '../../api/contract/operations.js';
import * as z from 'zod/mini';
import { bookOrder } from '../orders/book-order.js';
import { checkRelayOptions } from '../validate-options.js';
import { ServerError } from '../errors.js';
import type { RelayOptions } from '../options.js';
import { Platform } from '../platform/platform-client.js';
import { taskReader } from './routes/tasks.js';
import { notFound, refuse, RelayRefusal, reply, toRefusal } from './http-error.js';
import { Appointments } from './routes/appointments.js';
import { discardBody, judge, readBody } from './body.js';
import { checkNoBrowser, checkOrigin, corsHeaders, preflightHeaders } from './cors.js';
import { checkSecret } from './bearer-auth.js';
import { Selections } from './routes/selections.js';
import { Visits } from './routes/availability.js';

/** Contract 1 as a function from request to answer; it never rejects. */
export type Relay = (request: Request) => Promise<Response>;

/** What an operation does with what was asked; the body has been judged by its schema. */
type Act = (asked: {
  readonly id: string;
  readonly body: never;
  readonly manageToken: string;
}) => Promise<object | null>;

const actsOf = (options: RelayOptions): Record<OperationName, Act> => {
  const platform = new Platform(options);
  const readTask = taskReader(platform, options);
  const visits = new Visits(platform, readTask, options);
  const selections = new Selections(platform, readTask, visits, options);
  const appointments = new Appointments(platform, readTask, options);
  return {
    readTask: ({ id }) => readTask(id),
    checkCoverage: ({ body }) => visits.coverage(body),
    listWindows: ({ body }) => visits.windows(body),
    placeHold: ({ body }) => visits.hold(body),
    releaseHold: async ({ id }) => {
      await visits.release(id);
      return null;
    },
    sealSelection: ({ body }) => selections.seal(body),
    bookSelection: ({ body }) => selections.book(body),
    readAppointment: ({ id, manageToken }) => appointments.read(id, manageToken),
    cancelAppointment: ({ id, manageToken }) => appointments.cancel(id, manageToken),
    bookOrder: ({ body }) => {
      const { token, orderRef, lastAttemptAt } = body as {
        token: string;
        orderRef: string;
        lastAttemptAt?: string;
      };
      const attempt = lastAttemptAt === undefined ? null : new Date(lastAttemptAt);
      return bookOrder(token, { ...options, orderRef, lastAttemptAt: attempt });
    },
  };
};

interface Found {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly id: string;
}

/** A path's names are ids of the platform's: nothing in them needs encoding, and what is encoded is not ours. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace('{id}', '([\\w-]{1,64})')}$`);

const routes = Object.entries(operations).map(([name, operation]) => ({
  name: name as OperationName,
  operation: operation,
  pattern: patternOf(operation.path),
}));

/** The operations at a path, by whatever method. */
const operationsAt = ({ url }: Request, base: string): Found[] => {
  const { pathname } = new URL(url);
  if (!pathname.startsWith(`${base}/`)) return [];
  return routes.flatMap(({ name, operation, pattern }) => {
    const match = pattern.exec(pathname.slice(base.length));
    return match ? [{ name, operation, id: match[1] ?? '' }] : [];
  });
};

const checkLimit = async (
  request: Request,
  operation: OperationName,
  { limit }: RelayOptions,
): Promise<void> => {
  const said = (await limit?.(request, { operation })) ?? true;
  if (said === true || said === 0) return;
  const retryAfter = said === false ? undefined : said;
  throw new RelayRefusal('rate_limited', 'Asked too often.', { retryAfter });
};

/** An answer of the platform's, or of ours, with nothing in it that contract 1 does not know. */
const strip = (schema: z.ZodMiniType, answer: object): object => z.parse(schema, answer) as object;

/**
 * Makes the relay: contract 1 for the merchant's own pages, and nothing else, in front of the platform, whose key it
 * keeps. Stateless. Throws a `MisconfiguredError` at once when an option is missing or wrong; names it and its cure.
 */
export const createRelay = (options: RelayOptions): Relay => {
  checkRelayOptions(options);
  const { base, origins, log } = options;
  const acts = actsOf(options);

  const serve = async (request: Request, { name, operation, id }: Found) => {
    if (operation.from === 'server') {
      checkNoBrowser(request);
      await checkSecret(request, options.orderSecret);
    } else checkOrigin(request, origins);
    await checkLimit(request, name, options);
    const body = operation.ask && judge(operation.ask, await readBody(request));
    const manageToken = request.headers.get('ally-manage') ?? '';
    const answer = await acts[name]({ id, body: body as never, manageToken });
    return operation.answer && answer ? strip(operation.answer, answer) : null;
  };

  const choose = (request: Request, found: readonly Found[]): Found => {
    const [first] = found;
    if (!first || (first.operation.from === 'server' && options.orderSecret === undefined))
      throw notFound();
    const chosen = found.find(({ operation }) => operation.method === request.method);
    if (!chosen) throw new RelayRefusal('method_not_allowed', 'Not by this method.');
    return chosen;
  };

  return async (request) => {
    const startedAt = performance.now();
    const requestId = `req_${crypto.randomUUID()}`;
    const headers = corsHeaders(request, origins);
    const found = operationsAt(request, base).filter(
      ({ operation }) => operation.from === 'page' || request.method !== 'OPTIONS',
    );
    const methods = found.map(({ operation }) => operation.method);
    let name: OperationName | null = found[0]?.name ?? null;
    const tell = (status: number, code: string | null): void => {
      const milliseconds = Math.round(performance.now() - startedAt);
      log?.({ event: 'relay.answered', requestId, operation: name, status, code, milliseconds });
    };
    try {
      if (request.method === 'OPTIONS' && methods.length > 0) {
        checkOrigin(request, origins);
        tell(204, null);
        const allowed = { ...headers, ...preflightHeaders(methods) };
        return reply(null, { status: 204, requestId, headers: allowed });
      }
      const chosen = choose(request, found);
      ({ name } = chosen);
      const answer = await serve(request, chosen);
      const status = answer === null ? 204 : 200;
      tell(status, null);
      return reply(answer, { status, requestId, headers });
    } catch (error) {
      const refusal = toRefusal(error);
      await discardBody(request);
      if (refusal.status >= 500)
        log?.({ event: 'relay.failed', requestId, reason: reasonOf(error) });
      tell(refusal.status, refusal.code);
      const allow = refusal.status === 405 ? { allow: methods.join(', ') } : {};
      return refuse(refusal, { requestId, headers: { ...headers, ...allow } });
    }
  };
};

/** Why the relay failed: our own words, or where it broke; an unknown error's message may hold anything. */
const reasonOf = (error: unknown): string => {
  if (error instanceof ServerError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
};
