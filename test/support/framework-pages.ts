/** The pages of `test/frameworks`, served as their shops would, beside the clinic and a till. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { preview, type Connect } from 'vite';
import { root } from '../../scripts/lib/run.mjs';
import { createClinic } from '../../src/mocks/index.js';
import { clinicListener } from '../../src/mocks/node.js';

const folder = join(root, 'test', 'frameworks');

/** What the shop's server was sent, and which visit it booked for it. */
export interface PaidOrder {
  readonly fields: Readonly<Record<string, string>>;
  readonly startAt: string | undefined;
}

export interface FrameworkPage {
  readonly address: string;
  readonly orders: readonly PaidOrder[];
  readonly close: () => Promise<void>;
}

/** Next's own server, and where it listens. */
export const startNext = async (project: string, env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(
    process.execPath,
    [join(folder, 'node_modules/next/dist/bin/next'), 'start', '--port', '0', '-H', '127.0.0.1'],
    {
      cwd: join(folder, project),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    },
  );
  let said = '';
  let address: string | undefined;
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    address = /Local:\s+(http:\/\/\S+)/.exec(said)?.[1];
    if (address !== undefined) break;
  }
  child.stdout.resume();
  if (address === undefined) throw new Error(`Next did not start: ${said}`);
  return {
    address,
    close: async () => {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
};

/** Serves what a project's tools have built; Next serves itself, and its shop stands before it. */
export const openFrameworkPage = async (project: string): Promise<FrameworkPage> => {
  const clinic = createClinic();
  const orders: PaidOrder[] = [];
  const next = project === 'next' ? await startNext(project) : null;

  const takeOrder = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fields = Object.fromEntries(new URLSearchParams(await text(request)));
    const orderRef = `order-${String(orders.length)}`;
    const { appointment } = clinic.order({ token: fields['appointment'], orderRef });
    orders.push({ fields, startAt: appointment.startAt });
    response.setHeader('Content-Type', 'text/html');
    response.end('<h1>Thank you for your order</h1>');
  };
  const till: Connect.NextHandleFunction = (request, response, pass) => {
    if (request.method === 'POST' && request.url === '/order')
      takeOrder(request, response).catch(pass);
    else if (request.url === '/favicon.ico') response.writeHead(204).end();
    else pass();
  };

  const server = await preview({
    root: join(folder, project),
    configFile: false,
    logLevel: 'error',
    appType: 'mpa',
    preview: {
      host: '127.0.0.1',
      port: 0,
      ...(next ? { proxy: { '/': next.address } } : {}),
    },
    plugins: [
      {
        name: 'clinic-and-till',
        configurePreviewServer: ({ middlewares }) => {
          middlewares.use(till);
          middlewares.use(clinicListener({ clinic }));
        },
      },
    ],
  });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    orders,
    close: async () => {
      await server.close();
      await next?.close();
    },
  };
};
