/** A shop's server that takes what the platform tells it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { WebhookTarget } from '../../src/mocks/platform/webhook-delivery.js';
import { verifyWebhook } from '../../src/server/index.js';

/** An event, as it was told. */
export interface Told {
  readonly id: string;
  readonly type: string;
  readonly ref: string | null;
}

export interface ToldShop {
  readonly webhook: WebhookTarget;
  /** Each that was told, in order, whatever was answered to it. */
  readonly told: readonly Told[];
  /** Settles when so many were told. */
  readonly until: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const secret = 'a-secret-of-webhooks';

/** Its first answers have these statuses, those after them 200. What is not signed breaks the test. */
export const startToldShop = async (...answers: number[]): Promise<ToldShop> => {
  const told: Told[] = [];
  let heard: () => void = () => undefined;
  const server = createServer((incoming, outgoing) => {
    const take = async (): Promise<void> => {
      const request = new Request('http://localhost/', {
        method: 'POST',
        headers: { 'Ally-Signature': String(incoming.headers['ally-signature']) },
        body: await text(incoming),
      });
      const { id, type, appointment } = await verifyWebhook(request, { webhookSecrets: [secret] });
      told.push({ id, type, ref: appointment.externalRef });
      outgoing.writeHead(answers.shift() ?? 200).end();
      heard();
    };
    void take();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return {
    stop,
    webhook: { url: `http://127.0.0.1:${String(port)}/webhooks`, secret },
    told,
    async until(count: number) {
      while (told.length < count)
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
    },
  };
};
