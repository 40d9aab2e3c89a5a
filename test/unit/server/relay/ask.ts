import { afterEach, beforeEach, vi } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import type { AllyOptions, RelayOptions } from '../../../../src/server/options.js';
import type { Relay } from '../../../../src/server/relay/relay.js';
import { MockPlatform } from '../../../fixtures/platform.js';
import { noon, relayOptions, setUp, type Setup } from '../ally.js';

export const origin = 'https://shop.example';
export const base = 'https://shop.example/ally';
/** The key of a booking from a page: a UUID that the page makes. */
export const key = '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a11';
export const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
export const orderSecret = 'a-secret-of-the-shop-own-servers-0001';

/** Node requires it beside a body that is a stream; the types of the DOM do not have it. */
export const streamed = { duplex: 'half' };

/** Sets the date of the tests of a file to noon. Timers stay real. */
export function useNoon(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export interface RelaySetup extends Setup {
  readonly relay: Relay;
}

/** Makes a relay over a mock platform. */
export function startRelay(
  overrides: Partial<RelayOptions> = {},
  {
    ally = {},
    platform = new MockPlatform(),
  }: { readonly ally?: Partial<AllyOptions>; readonly platform?: MockPlatform } = {},
): RelaySetup {
  const setup = setUp(ally, platform);
  return { ...setup, relay: setup.ally.relay(relayOptions(overrides)) };
}

/** A request to the relay. */
export interface Ask {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: POST with a body, else GET. */
  readonly method?: string;
}

/** Sends a request of a page of the shop. */
export async function ask(
  relay: Relay,
  path: string,
  { body, headers = {}, method }: Ask = {},
): Promise<Response> {
  return await relay(
    new Request(`${base}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { origin, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}

/** Sends a request of one of the shop's servers. */
export async function askAsServer(
  relay: Relay,
  path: string,
  { body = {}, headers = {}, secret = orderSecret }: Ask & { readonly secret?: string } = {},
): Promise<Response> {
  return await relay(
    new Request(`${base}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(body),
    }),
  );
}

/** The error in the body of a response. */
export async function failureIn(response: Response) {
  return contract.failure.parse(await response.json()).error;
}

/** The status and the error code of a response. */
export async function verdictOf(response: Response): Promise<[number, string]> {
  return [response.status, (await failureIn(response)).code];
}
