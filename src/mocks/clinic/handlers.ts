import { API_VERSION, VERSION_HEADER } from '../../api/contract/version.js';
import { delay, http, HttpResponse, type HttpHandler } from 'msw';
import { asks } from './request-schemas.js';
import type { Clinic } from './clinic.js';
import { Refusal } from '../http-error.js';

export interface HandlersOptions {
  /** Where the page's API is served: the element's `api-base`. */
  readonly base?: string;
  /** The folder of the widget's own chunks, such as `/chunks/`, for the scenario in which one is missing. */
  readonly scripts?: string | undefined;
}

/** A body larger than this is not read: contract 1 has none. */
const largestBody = 32 * 1024;

/** An answer with an id of its request, by which it can be found in the relay's log. */
const reply = (
  say: (requestId: string) => object,
  status = 200,
  more: Record<string, string> = {},
): HttpResponse<never> => {
  const requestId = `req_${crypto.randomUUID()}`;
  const headers = { 'x-request-id': requestId, [VERSION_HEADER]: API_VERSION, ...more };
  return HttpResponse.json(say(requestId), { status, headers }) as never;
};

const refuse = ({ status, code, message, param, retryAfter }: Refusal): HttpResponse<never> =>
  reply(
    (requestId) => ({
      error: { code, message, ...(param === undefined ? {} : { param }), requestId },
    }),
    status,
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );

/** The connection breaks: whoever asked cannot tell why. */
const lost = (): HttpResponse<never> => HttpResponse.error() as never;

const readBody = async (request: Request): Promise<unknown> => {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    throw new Refusal(415, 'unsupported_media_type', 'Send JSON.');
  const text = await request.text();
  if (new TextEncoder().encode(text).length > largestBody)
    throw new Refusal(413, 'too_large', 'The body is too large.');
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'malformed', 'The body is not JSON.');
  }
};

/** Not told by `request.body`, which Firefox does not have. */
const hasBody = async (request: Request): Promise<boolean> =>
  (await request.clone().arrayBuffer()).byteLength > 0;

/** The postcode that a body is about, wherever it stands in it. */
const postcodeOf = (body: unknown): string => {
  const asked = body as {
    postcode?: unknown;
    location?: { address?: { postcode?: unknown } };
  } | null;
  const found = asked?.postcode ?? asked?.location?.address?.postcode;
  return typeof found === 'string' ? found : '';
};

/** Does what was asked, or says why not. */
const orRefuse = async (act: () => Promise<HttpResponse<never>>): Promise<HttpResponse<never>> => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    throw error;
  }
};

/** The clinic as msw handlers. They know neither browser nor Node. */
export const handlers = (
  clinic: Clinic,
  { base = '/ally', scripts }: HandlersOptions = {},
): readonly HttpHandler[] => {
  const root = base.replace(/\/+$/, '');
  /** An answer about a place, as its scenario has it: late, or lost on its way. */
  const answer = async (postcode: string, act: () => object): Promise<HttpResponse<never>> => {
    if (clinic.behaviour(postcode).loses === 'everything') return lost();
    const latency = clinic.latency(postcode);
    await delay(Number.isFinite(latency) ? latency : 'infinite');
    return reply(act);
  };
  const post = (
    path: string,
    act: (body: unknown) => object,
    isLost: (postcode: string) => boolean = () => false,
  ): HttpHandler =>
    http.post(`${root}${path}`, ({ request }) =>
      orRefuse(async () => {
        const body = await readBody(request);
        const postcode = postcodeOf(body);
        const answered = await answer(postcode, () => act(body));
        return isLost(postcode) ? lost() : answered;
      }),
    );
  /** What is asked about an appointment: by its id, and by the token that came with it. */
  const ofAppointment = async (
    { request, id }: { readonly request: Request; readonly id: string },
    act: (id: string, manageToken: string) => object,
  ): Promise<HttpResponse<never>> =>
    orRefuse(async () => {
      if (await hasBody(request)) asks.nothing(await readBody(request));
      const manageToken = request.headers.get('ally-manage') ?? '';
      return await answer(clinic.placeOf(id), () => act(id, manageToken));
    });
  return [
    ...(scripts === undefined ? [] : [missingScript(clinic, scripts)]),
    http.get<{ taskId: string }>(`${root}/tasks/:taskId`, ({ params }) =>
      orRefuse(async () => {
        const latency = clinic.latency('');
        // Where nothing is answered a Task still is: without it there would be no journey to wait in.
        if (Number.isFinite(latency)) await delay(latency);
        return reply(() => clinic.task(params.taskId));
      }),
    ),
    post('/coverage', (body) => clinic.coverage(body)),
    post('/windows', (body) => clinic.windows(body)),
    post('/holds', (body) => clinic.hold(body)),
    http.delete<{ holdId: string }>(`${root}/holds/:holdId`, ({ params }) => {
      clinic.release(params.holdId);
      return new HttpResponse(null, { status: 204 });
    }),
    post('/selections', (body) => clinic.seal(body)),
    post(
      '/bookings',
      (body) => clinic.book(body),
      (postcode) => clinic.loses(postcode),
    ),
    post('/orders', (body) => clinic.order(body)),
    http.get<{ id: string }>(`${root}/appointments/:id`, ({ request, params: { id } }) =>
      ofAppointment({ request, id }, (...named) => clinic.appointment(...named)),
    ),
    http.post<{ id: string }>(`${root}/appointments/:id/cancel`, ({ request, params: { id } }) =>
      ofAppointment({ request, id }, (...named) => clinic.cancel(...named)),
    ),
    http.all(`${root}/*`, () => refuse(new Refusal(404, 'not_found', 'No such operation.'))),
  ];
};

/** The script of the patient's step, the first time that it is asked for while that scenario is played. */
const missingScript = (clinic: Clinic, scripts: string): HttpHandler =>
  http.get(`${scripts}*`, ({ request }) =>
    request.url.includes('patient') && clinic.lacksScript()
      ? new HttpResponse(null, { status: 503 })
      : // Whoever serves the script goes on with it.
        undefined,
  );
