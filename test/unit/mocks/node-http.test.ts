import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { booking, coverage, failure, task } from '../../../src/api/contract/schemas.js';
import { clinicAnswers, clinicListener } from '../../../src/mocks/node.js';
import { open, postcode, selectionOf, windowsOf } from './visit.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Serves a listener over the loopback, at whatever port is free. */
const serve = (listener: Parameters<typeof createServer>[1]): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    });
  });
};

const post = (url: string, body: unknown, signal: AbortSignal | null = null) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });

const place = { taskId: 'tsk_blood', postcode };

describe('the clinic over HTTP', () => {
  it('takes a visit from Task to booking, on the origin of the page', async () => {
    const clinic = open();
    const listener = clinicListener({ clinic });
    const shop = await serve((incoming, outgoing) => {
      listener(incoming, outgoing, () => {
        outgoing.setHeader('Content-Type', 'text/html').end('<!doctype html>');
      });
    });
    expect(await (await fetch(shop)).text()).toBe('<!doctype html>');
    expect(task.parse(await (await fetch(`${shop}/ally/tasks/tsk_blood`)).json()).id).toBe(
      'tsk_blood',
    );
    const answered = await post(`${shop}/ally/coverage`, place);
    expect(answered.headers.get('content-type')).toContain('application/json');
    expect(answered.headers.get('x-request-id')).toMatch(/^req_/);
    const { windows } = coverage.parse(await answered.json());
    expect(windows).toEqual(windowsOf(open()));
    const selection = selectionOf(windows?.[0]?.id ?? '');
    const key = crypto.randomUUID();
    const booked = await post(`${shop}/ally/bookings`, { ...selection, key });
    expect(booking.parse(await booked.json()).outcome).toBe('scheduled');
    expect(clinic.appointments).toHaveLength(1);
    const gone = await fetch(`${shop}/ally/holds/hld_none`, { method: 'DELETE' });
    expect([gone.status, await gone.text()]).toEqual([204, '']);
  });

  it('says what is not there below its base, and leaves the rest with its body unread', async () => {
    const listener = clinicListener({ clinic: open(), base: '/relay/' });
    const alone = await serve(listener);
    const beside = await serve((incoming, outgoing) => {
      listener(incoming, outgoing, () => void text(incoming).then((said) => outgoing.end(said)));
    });
    expect((await fetch(`${alone}/relay/tasks/tsk_blood`)).status).toBe(200);
    const nothing = await fetch(`${alone}/relay/elsewhere`);
    expect(failure.parse(await nothing.json()).error.code).toBe('not_found');
    expect((await fetch(`${alone}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${alone}/relays/tasks/tsk_blood`)).status).toBe(404);
    expect(await (await post(`${beside}/order`, { paid: true })).text()).toBe('{"paid":true}');
  });

  it('breaks the connection where the service cannot be reached, and holds it where none answers', async () => {
    const shop = await serve(clinicListener({ clinic: open() }));
    const ask = (where: string, signal?: AbortSignal) =>
      post(`${shop}/ally/coverage`, { ...place, postcode: where }, signal);
    await expect(ask('ZZ99 1AE')).rejects.toThrow(TypeError);
    const busy = await ask('ZZ99 1AY');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '1']);
    const stop = new AbortController();
    const never = ask('ZZ99 1AX', stop.signal);
    expect((await ask(postcode)).status).toBe(200);
    stop.abort();
    await expect(never).rejects.toThrow('abort');
  });

  it('lacks a chunk of the script when that scenario is played, and serves none itself', async () => {
    const clinic = open();
    const listener = clinicListener({ clinic, scripts: '/chunks/' });
    const shop = await serve((incoming, outgoing) => {
      listener(incoming, outgoing, () => outgoing.end('script'));
    });
    const chunk = async () => (await fetch(`${shop}/chunks/patient-step-1.js`)).status;
    expect(await chunk()).toBe(200);
    clinic.use('script-fails');
    expect(await chunk()).toBe(503);
    expect((await fetch(`${shop}/chunks/window-step-1.js`)).status).toBe(200);
  });

  it('tells of a fault of its own', async () => {
    const clinic = open('2026-11-23', {
      now: () => {
        throw new Error('The clock has stopped.');
      },
    });
    const shop = await serve(clinicListener({ clinic }));
    const answer = await post(`${shop}/ally/coverage`, place);
    expect([answer.status, await answer.text()]).toEqual([500, 'Error: The clock has stopped.']);
  });
});

describe('the clinic as a function', () => {
  it('answers a request of any origin, and nothing that is not its own', async () => {
    const answers = clinicAnswers({ clinic: open() });
    for (const origin of ['https://shop.example.com', 'http://localhost:8080'])
      expect((await answers(new Request(`${origin}/ally/tasks/tsk_blood`)))?.status).toBe(200);
    expect(await answers(new Request('https://shop.example.com/checkout'))).toBe(undefined);
  });

  it.each([
    ['ZZ99 1AU', 2_000],
    ['ZZ99 1AW', 8_000],
  ])('answers about %s after %i milliseconds, and not before', async (where, latency) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let isAnswered = false;
      const answered = clinicAnswers({ clinic: open() })(
        new Request('http://localhost/ally/coverage', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...place, postcode: where }),
        }),
      ).then((answer) => {
        isAnswered = true;
        return answer?.status;
      });
      // The body is read first. Vitest's own waiting would turn the clock.
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(latency - 1);
      expect(isAnswered).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await answered).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  it('opens a clinic of its own where none is given', async () => {
    const answer = await clinicAnswers()(new Request('http://localhost/ally/tasks/tsk_blood'));
    expect(answer?.status).toBe(200);
  });
});
