import type { IncomingMessage, ServerResponse } from 'node:http';
import { getResponse } from 'msw';
import { createClinic, type Clinic } from './clinic/clinic.js';
import { handlers, type HandlersOptions } from './clinic/handlers.js';

export interface ServedClinicOptions extends HandlersOptions {
  readonly clinic?: Clinic;
}

/** Answers what is the clinic's; `next` gets everything else, as in Vite, Connect or Express. */
export type ClinicListener = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next?: () => void,
) => void;

/** The clinic as a function from request to answer; undefined for what is not the clinic's. */
export const clinicAnswers = ({ clinic = createClinic(), ...where }: ServedClinicOptions = {}): ((
  request: Request,
) => Promise<Response | undefined>) => {
  const all = [...handlers(clinic, where)];
  // In a page, what is relative is so to the page; here, to whatever origin was asked.
  return (request) => getResponse(all, request, { baseUrl: new URL(request.url).origin });
};

/**
 * The clinic for a server in Node, on one origin with page and script: no service worker is needed, and a
 * page's policy holds for the clinic's answers as for a relay's.
 */
export const clinicListener = (options: ServedClinicOptions = {}): ClinicListener => {
  const answer = clinicAnswers(options);
  const { base = '/ally', scripts } = options;
  const folders = [`${base.replace(/\/+$/, '')}/`, ...(scripts === undefined ? [] : [scripts])];
  const serve = async (...[incoming, outgoing, next]: Parameters<ClinicListener>) => {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
    // What is not the clinic's keeps its body unread.
    const isOurs = folders.some((folder) => url.href.startsWith(new URL(folder, url).href));
    const answered = isOurs ? await answer(await readRequest(incoming, url)) : undefined;
    if (answered) await send(answered, outgoing);
    else if (next) next();
    else outgoing.writeHead(404).end();
  };
  return (incoming, outgoing, next) => {
    serve(incoming, outgoing, next).catch((error: unknown) => {
      // A fault of the clinic's own: whoever tests is to see it.
      outgoing.writeHead(500).end(String(error));
    });
  };
};

const readRequest = async (incoming: IncomingMessage, url: URL): Promise<Request> => {
  const { method = 'GET', headers } = incoming;
  const chunks: BlobPart[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array<ArrayBuffer>);
  const said = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return new Request(url, {
    method,
    headers: Object.fromEntries(said),
    ...(chunks.length === 0 ? {} : { body: new Blob(chunks) }),
  });
};

const send = async (answer: Response, outgoing: ServerResponse): Promise<void> => {
  // As when the service cannot be reached: the connection breaks, and nothing is said.
  if (answer.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(new Uint8Array(await answer.arrayBuffer()));
};
