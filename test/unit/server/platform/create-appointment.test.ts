import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlatformMapping } from '../../../../src/server/platform/mapping.js';
import { selection } from '../selection.js';
import {
  endOf,
  facts,
  fakeTime,
  json,
  mark,
  platformWith,
  text,
  type Reply,
} from './fake-platform.js';

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

const unread = {
  id: null,
  status: null,
  taskId: null,
  patientId: null,
  windowId: null,
  startAt: null,
  endAt: null,
  timeZone: null,
  externalRef: null,
  createdAt: null,
  postcode: null,
  metadata: null,
};

async function create(reply: Reply, mapping?: Partial<PlatformMapping>) {
  const { platform, sent } = platformWith(reply, { mapping });
  const end = await endOf(platform.createAppointment(selection, facts));
  expect(sent).toHaveLength(1);
  return end;
}

describe('a create that is answered with 2xx has made an appointment', () => {
  it.each<[string, Reply]>([
    ['no content', text(null, 204)],
    ['an empty body', text('', 201)],
    ['half of its JSON', text('{"id":"app_1"', 201)],
    ['null', json(null)],
    ['a number', json(7)],
    ['a list', json([{ id: 'app_1' }])],
    ['an empty object', json({}, 202)],
    ['an error in its body', json({ error: { code: 'window_unavailable' } })],
    ['an id of another type', json({ id: { value: 'app_1' } })],
  ])('whose body is %s: nothing of it is read', async (_name, reply) => {
    expect(await create(reply)).toEqual({ value: unread, error: null });
  });

  it('but for a page of HTML, which something between has sent: the outcome is not known', async () => {
    const reply = text('<h1>OK</h1>', 200, { 'content-type': 'text/html; charset=utf-8' });
    expect((await create(reply)).error).toMatchObject({ code: 'platform_unknown' });
  });

  it('whose properties are odd: the others are read', async () => {
    const body = {
      id: 42,
      status: 7,
      taskId: {},
      patient: { id: 'p_1' },
      window: { id: 'win_1', startAt: 'soon', endAt: '2026-12-01T09:00:00Z' },
      timeZone: 'Europe/Atlantis',
      externalRef: 1042,
      createdAt: 'now',
      location: null,
      metadata: { mark },
    };
    expect(await create(json(body, 201))).toEqual({
      value: {
        ...unread,
        id: '42',
        patientId: 'p_1',
        windowId: 'win_1',
        endAt: '2026-12-01T09:00:00Z',
        metadata: { mark },
      },
      error: null,
    });
  });

  it('that a merchant’s function reads', async () => {
    const appointmentFrom = () => ({ id: 'app_9', status: 'scheduled', startAt: 'soon' });
    expect(await create(json({ id: 'evt_1' }), { appointmentFrom })).toEqual({
      value: { ...unread, id: 'app_9', status: 'scheduled' },
      error: null,
    });
  });

  it('that a merchant’s function cannot read: no id is guessed', async () => {
    const fail = () => {
      throw new Error('own');
    };
    for (const appointmentFrom of [fail, () => undefined as never, () => ({ id: null }) as never])
      for (const reply of [json({ id: 'evt_1', status: 'scheduled' }), text('')])
        expect(await create(reply, { appointmentFrom })).toEqual({ value: unread, error: null });
  });
});
