import { vi } from 'vitest';
import type { Ally } from '@ally-health/checkout-booking/server';
import { openAlly, openRelay } from '../../../../demo/shop/ally.js';
import { createApp } from '../../../../demo/shop/app.js';
import type { ShopDatabase } from '../../../../demo/shop/database.js';
import { limitByAddress } from '../../../../demo/shop/limit.js';
import { readSettings, type Settings } from '../../../../demo/shop/settings.js';
import type { VisitContext } from '../../../../demo/shop/visits.js';
import type { Selection } from '../../../../src/domain/selection.js';
import type { Summary } from '../../../../src/domain/selection.js';
import { sealSelection } from '../../../../src/server/tokens/selection-token.js';
import { MockPlatform, window } from '../../../fixtures/platform.js';
import { selection } from '../../server/selection.js';
import { openDatabase } from './open-database.js';

/** 12 noon on 24 November 2026. */
export const noon = new Date('2026-11-24T12:00:00Z');

export const shopOrigin = 'http://shop.example';
export const paymentOrigin = 'http://pay.example';

const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
export const staffSecret = 'a-password-of-the-staff-of-this-shop';

/** A whole environment, with every setting that has no default. */
export const environment = {
  SHOP_PORT: '0',
  SHOP_DATABASE: '/tmp/shop.db',
  PLATFORM_KEY: 'test_larkspur',
  PLATFORM_BASE: 'http://127.0.0.1:4010/v1',
  SEALING_KEYS: `k2:${secret},k1:${secret}`,
  MARK_KEY: 'Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA',
  WEBHOOK_SECRETS: 'a-new-webhook-secret,an-old-webhook-secret',
  PAYMENT_ORIGIN: paymentOrigin,
  PAYMENT_KEY: secret,
  PAYMENT_SECRET: secret,
  STAFF_SECRET: staffSecret,
};

/** An event in the log. */
export interface Logged {
  readonly [fact: string]: unknown;
  readonly event: string;
  readonly isAlarm: boolean;
}

/** A payment that the shop has opened with the provider. */
interface OpenedPayment {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
}

export interface OpenShop extends VisitContext {
  readonly ally: Ally;
  readonly database: ShopDatabase;
  readonly settings: Settings;
  readonly platform: MockPlatform;
  readonly logged: Logged[];
  readonly payments: OpenedPayment[];
  /** Makes the provider fail. */
  readonly provider: { isDown: boolean };
  /** How often the worker was woken. */
  readonly wakes: () => number;
  /** Sends a request to the shop's routes. */
  readonly request: (
    path: string,
    init?: RequestInit,
    client?: { readonly address?: string },
  ) => Promise<Response>;
  /** Submits a form of one of the shop's own pages. */
  readonly submit: (
    path: string,
    fields?: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  /** Seals a selection, as the relay does. */
  readonly seal: (
    change?: Partial<Selection>,
    options?: { readonly summary?: Partial<Summary>; readonly at?: Date },
  ) => Promise<string>;
}

/** Replaces `fetch` by one that reaches the mock platform and a mock payment provider. */
function stubFetch(
  platform: MockPlatform,
  payments: OpenedPayment[],
  provider: { isDown: boolean },
) {
  const keys = new Map<string, OpenedPayment>();
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit): Promise<Response> => {
    const url = String(input);
    if (!url.startsWith(paymentOrigin)) return await platform.fetch(input, init);
    if (provider.isDown) return Response.json({}, { status: 503 });
    const key = new Headers(init?.headers).get('Idempotency-Key') ?? '';
    const request = JSON.parse(init?.body as string) as Omit<OpenedPayment, 'id'>;
    const payment = keys.get(key) ?? { ...request, id: `pay_${String(payments.length + 1)}` };
    if (!keys.has(key)) payments.push(payment);
    keys.set(key, payment);
    const body = { id: payment.id, url: `${paymentOrigin}/pay/${payment.id}` };
    return Response.json(body, { status: 201 });
  });
}

/**
 * Opens the shop's routes in this process, over a mock platform and a mock payment provider. Several with one
 * `database` file and one `platform` are processes of one shop.
 */
export function openShop({
  environment: change = {},
  origin = shopOrigin,
  platform = new MockPlatform(),
  database = openDatabase(),
}: {
  readonly environment?: Record<string, string>;
  readonly origin?: string;
  readonly platform?: MockPlatform;
  readonly database?: ShopDatabase;
} = {}): OpenShop {
  const settings = readSettings({ ...environment, LIMIT_PER_MINUTE: '100000', ...change });
  const payments: OpenedPayment[] = [];
  const provider = { isDown: false };
  stubFetch(platform, payments, provider);
  const logged: Logged[] = [];
  const write =
    (isAlarm: boolean) =>
    (event: string, facts = {}): void => {
      logged.push({ ...facts, event, isAlarm });
    };
  const [log, alarm] = [write(false), write(true)];
  const ally = openAlly(settings, { database, log, alarm });
  const limit = limitByAddress(settings.limitPerMinute);
  let wakes = 0;
  const context = { database, ally, log, alarm };
  const app = createApp({
    ...context,
    settings,
    origin,
    limit,
    relay: openRelay(ally, { origin, limit }),
    wakeWorker: () => {
      wakes += 1;
    },
  });
  const request: OpenShop['request'] = async (path, init, { address = '192.0.2.1' } = {}) => {
    const incoming = { socket: { remoteAddress: address } };
    return await app.fetch(new Request(`${origin}${path}`, init), { incoming });
  };
  return {
    ...context,
    settings,
    platform,
    logged,
    payments,
    provider,
    request,
    wakes: () => wakes,
    submit: (path, fields = {}, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: { Origin: origin, ...headers },
        body: new URLSearchParams(fields),
      }),
    seal: async (changed = {}, { summary = {}, at = new Date() } = {}) => {
      const { startAt, endAt } = window;
      const whole = { taskName: 'Blood test', timeZone: 'Europe/London', startAt, endAt };
      const { token } = await sealSelection(
        { ...selection, ...changed },
        { summary: { ...whole, ...summary }, mode: 'test' },
        { sealing: { keys: settings.sealingKeys }, now: () => at },
      );
      return token;
    },
  };
}

/** Appointments of a platform that are not cancelled. */
export function living({ appointments }: MockPlatform) {
  return appointments.filter(({ status }) => status !== 'cancelled');
}
