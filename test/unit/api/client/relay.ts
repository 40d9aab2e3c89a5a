import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

export const apiBase = 'http://shop.example.com/ally';

/** Where a test's questions are about. */
export const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };

/** A relay that a test file opens, and whose answers each test gives. */
export const openRelay = () => {
  const server = setupServer();
  beforeAll(() => {
    server.listen({ onUnhandledRequest: 'error' });
  });
  afterEach(() => {
    server.resetHandlers();
  });
  afterAll(() => {
    server.close();
  });

  /** Answers one operation, and keeps what it was asked. */
  const serve = (method: 'get' | 'post', path: string, body: unknown, status = 200) => {
    const asked: unknown[] = [];
    server.use(
      http[method](apiBase + path, async ({ request }) => {
        const text = await request.text();
        asked.push(text === '' ? null : JSON.parse(text));
        return HttpResponse.json(body as object, { status, headers: { 'x-request-id': 'req_9' } });
      }),
    );
    return asked;
  };

  return { server, serve };
};
