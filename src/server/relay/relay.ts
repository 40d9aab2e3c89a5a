import { operations, type Operation, type OperationName } from '../../api/contract/operations.js';
import { API_VERSION, VERSION_HEADER } from '../../api/contract/version.js';
import * as z from 'zod/mini';
import type { AllyContext } from '../ally-context.js';
import { ServerError } from '../errors.js';
import type { RelayOptions } from '../options.js';
import { checkOrderSecret } from './bearer-auth.js';
import { discardBody, judge, readBody, readRawBody } from './body.js';
import { checkNoBrowser, checkOrigin, corsHeaders, preflightHeaders } from './cors.js';
import {
  notFound,
  ordersNotServed,
  refuse,
  RelayRefusal,
  reply,
  toRefusal,
  toServerRefusal,
} from './http-error.js';
import { Appointments } from './routes/appointments.js';
import { Visits } from './routes/availability.js';
import { OrderRoutes } from './routes/orders.js';
import { SelectionRoutes } from './routes/selections.js';
import { taskReader } from './routes/tasks.js';

/** The client of a request, as far as the server knows it. */
export interface RelayClient {
  /** The IP address; null if it is not known. */
  readonly address: string | null;
}

/** The relay API as a function from request to response. It never rejects. */
export type Relay = (request: Request, client?: RelayClient) => Promise<Response>;

/** A validated request. */
interface RouteInput {
  readonly id: string;
  readonly body: never;
  readonly manageToken: string;
  readonly raw: { readonly body: Uint8Array; readonly headers: Headers };
}

type Route = (input: RouteInput) => Promise<object | null>;

function makeRoutes(context: AllyContext, options: RelayOptions): Record<OperationName, Route> {
  const readTask = taskReader(context, options);
  const visits = new Visits(context, readTask);
  const selections = new SelectionRoutes(context, readTask, visits);
  const appointments = new Appointments(context, readTask);
  const orders = new OrderRoutes(context);
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
    bookOrder: ({ body }) => orders.book(body),
    openSelection: ({ body }) => orders.open(body),
    acceptOrder: ({ body }) => orders.accept(body),
    cancelOrder: ({ body }) => orders.cancel(body),
    findOrder: ({ body }) => orders.find(body),
    reconcileOrder: ({ body }) => orders.reconcile(body),
    runDue: ({ body }) => orders.runDue(body),
    listDueOrders: ({ body }) => orders.due(body),
    listStuckOrders: ({ body }) => orders.stuck(body),
    receiveWebhook: ({ raw }) => orders.webhook(raw),
  };
}

/** An operation at the path of a request. */
interface Match {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly id: string;
}

/**
 * Ids in paths need no encoding, so one that is encoded is not ours. A trailing slash is the same address.
 */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace('{id}', '([\\w.-]{1,90})')}/?$`);
}

const ROUTES = Object.entries(operations).map(([name, operation]) => ({
  name: name as OperationName,
  operation,
  pattern: patternOf(operation.path),
}));

/** The operations at the path of a request, by any method. */
function matchesOf({ url }: Request, basePath: string): Match[] {
  const { pathname } = new URL(url);
  if (!pathname.startsWith(`${basePath}/`)) return [];
  return ROUTES.flatMap(({ name, operation, pattern }) => {
    const match = pattern.exec(pathname.slice(basePath.length));
    return match ? [{ name, operation, id: match[1] ?? '' }] : [];
  });
}

function isServed({ name, operation }: Match, { orderSecret, instant }: RelayOptions): boolean {
  if (operation.from === 'server') return orderSecret !== undefined;
  return name !== 'bookSelection' || instant === true;
}

/** Whether a path is that of an operation for the merchant's servers, served or not. */
function isForServers(request: Request, basePath: string): boolean {
  return matchesOf(request, basePath).some(({ operation }) => operation.from === 'server');
}

/** A request for which the limit is called. */
interface LimitedRequest {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly address: string | null;
}

/**
 * Calls the merchant's limit. `true`, 0 and undefined allow the request; `false` and every other number refuse it. A
 * limit that throws, or returns anything else, has failed, such as when its database is down. Then pages may go on
 * reading, so that the shop does not stop, and everything else is refused with 503: without a limit, one client could
 * hold every window. Returns the failure if the request may go on.
 */
async function checkLimit(
  request: Request,
  { name, operation, address }: LimitedRequest,
  { limit }: RelayOptions,
): Promise<{ readonly failure?: unknown }> {
  let allowed: unknown;
  try {
    allowed = await limit?.(request, { operation: name, address });
    if (!['undefined', 'boolean', 'number'].includes(typeof allowed))
      throw new TypeError('`limit` returned neither true, false nor a number.');
  } catch (cause) {
    if (operation.isRead && operation.from === 'page') return { failure: cause };
    throw new RelayRefusal('unavailable', 'The relay’s limit failed: see its log.', { cause });
  }
  if (allowed === true || allowed === 0 || allowed === undefined) return {};
  const retryAfterSeconds = typeof allowed === 'number' ? allowed : undefined;
  throw new RelayRefusal('rate_limited', 'Asked too often.', { retryAfterSeconds });
}

/** A page of another version of the API would misread the response. Without the header it is of this version. */
function checkVersion(request: Request): void {
  const version = request.headers.get(VERSION_HEADER) ?? API_VERSION;
  if (version.split('.')[0] !== API_VERSION)
    throw new RelayRefusal(
      'unsupported_version',
      `This relay has version ${API_VERSION} of the API: use the script and the server package of one release.`,
    );
}

/** Removes the properties that the schema of a response does not know. */
function strip(schema: z.ZodMiniType, answer: object): object {
  return z.parse(schema, answer) as object;
}

/** Our own words, or the place in the code: the message of an unknown error may hold anything. */
function reasonOf(error: unknown): string {
  if (error instanceof RelayRefusal && error.cause !== undefined) return reasonOf(error.cause);
  if (error instanceof ServerError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const { name, message, stack } = error;
  // The stack begins with the message, a line of which may look like a place in the code.
  const trace = typeof stack === 'string' ? stack.replace(message, '') : '';
  const frames = trace.split('\n').filter((line) => /^\s+at /.test(line));
  return [/^[\w$]{1,64}$/.test(name) ? name : 'Error', ...frames].join('\n');
}

/** Makes the relay. The options have been checked. */
export function createRelay(context: AllyContext, options: RelayOptions): Relay {
  const { basePath, origins } = options;
  const { log } = context;
  const routes = makeRoutes(context, options);

  const serve = async (
    request: Request,
    { name, operation, id }: Match,
    { address, requestId }: { readonly address: string | null; readonly requestId: string },
  ): Promise<object | null> => {
    const isServer = operation.from === 'server';
    if (isServer) checkNoBrowser(request);
    else checkOrigin(request, origins);
    // Before the secret: otherwise it could be guessed at without a limit.
    const { failure } = await checkLimit(request, { name, operation, address }, options);
    if (failure !== undefined) log({ event: 'relay.failed', requestId, reason: reasonOf(failure) });
    if (isServer) await checkOrderSecret(request, options.orderSecret);
    checkVersion(request);
    const body = operation.ask && judge(operation.ask, await readBody(request));
    const raw = {
      body: operation.isRaw === true ? await readRawBody(request) : new Uint8Array(),
      headers: request.headers,
    };
    const manageToken = request.headers.get('ally-manage') ?? '';
    const answer = await routes[name]({ id, body: body as never, manageToken, raw });
    return operation.answer && answer ? strip(operation.answer, answer) : null;
  };

  return async (request, client) => {
    // Servers that call the relay themselves give it arguments of their own, such as Deno and Bun.
    const address = typeof client?.address === 'string' ? client.address : null;
    const startedAt = performance.now();
    const requestId = `req_${crypto.randomUUID()}`;
    const headers = corsHeaders(request, origins);
    const matches = matchesOf(request, basePath).filter((match) => isServed(match, options));
    const match = matches.find(({ operation }) => operation.method === request.method);
    const named = match ?? matches[0] ?? null;
    const name = named?.name ?? null;
    const methods = matches.map(({ operation }) => operation.method);
    const logAnswer = (status: number, code: string | null): void => {
      const milliseconds = Math.round(performance.now() - startedAt);
      log({ event: 'relay.answered', requestId, operation: name, status, code, milliseconds });
    };
    try {
      if (request.method === 'OPTIONS' && named?.operation.from === 'page') {
        checkOrigin(request, origins);
        logAnswer(204, null);
        const allowed = { ...headers, ...preflightHeaders(methods) };
        return reply(null, { status: 204, requestId, headers: allowed });
      }
      if (!named) throw isForServers(request, basePath) ? ordersNotServed() : notFound();
      if (!match) throw new RelayRefusal('method_not_allowed', 'Not by this method.');
      const answer = await serve(request, match, { address, requestId });
      const status = answer === null ? 204 : 200;
      logAnswer(status, null);
      return reply(answer, { status, requestId, headers });
    } catch (error) {
      const isServer = named?.operation.from === 'server';
      const refusal = isServer ? toServerRefusal(error) : toRefusal(error);
      await discardBody(request);
      if (refusal.status >= 500) log({ event: 'relay.failed', requestId, reason: reasonOf(error) });
      logAnswer(refusal.status, refusal.code);
      const allow = refusal.status === 405 ? { allow: methods.join(', ') } : {};
      return refuse(refusal, { requestId, headers: { ...headers, ...allow } });
    }
  };
}
