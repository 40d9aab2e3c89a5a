/** Serves the route handlers of the Next.js recipe as Next.js chooses them: folders by name before `[...path]`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as relay from '../../frameworks/next/app/ally/[...path]/route.js';
import * as payment from '../../frameworks/next/app/ally/payment/route.js';
import * as placeOrder from '../../frameworks/next/app/ally/place-order/route.js';
import * as runDue from '../../frameworks/next/app/ally/run-due/route.js';
import * as webhook from '../../frameworks/next/app/ally/webhook/route.js';

type Handlers = Readonly<Record<string, (request: Request) => Promise<Response>>>;

const routes: Readonly<Record<string, Handlers>> = {
  '/ally/payment': payment,
  '/ally/place-order': placeOrder,
  '/ally/run-due': runDue,
  '/ally/webhook': webhook,
};

const server = createServer((incoming, outgoing) => {
  const serve = async (): Promise<void> => {
    const { method = 'GET', url = '/', headers } = incoming;
    const handlers: Handlers = routes[url] ?? relay;
    const body = await buffer(incoming);
    const request = new Request(`http://127.0.0.1${url}`, {
      method,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const response = await handlers[method]?.(request);
    outgoing.writeHead(response?.status ?? 405, Object.fromEntries(response?.headers ?? []));
    outgoing.end(await response?.text());
  };
  serve().catch((error: unknown) => {
    console.error(error);
    outgoing.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`shop: http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
});
