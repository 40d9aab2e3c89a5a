import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure } from '../../../../src/api/contract/schemas.js';
import { clinicServer } from '../../../../src/mocks/node.js';
import { open, selectionOf, windowsOf } from '../visit.js';

const base = 'http://localhost/ally';
const clinic = open();
const server = clinicServer({ base, clinic });
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterAll(() => {
  server.close();
});

const windowId = windowsOf(clinic)[0]?.id ?? '';
const good = selectionOf(windowId);
const [person] = good.patients;
const [consent] = good.consents;
const asked = (change: object): string => JSON.stringify({ ...good, ...change });
const withPatient = (change: object): string => asked({ patients: [{ ...person, ...change }] });
const withAddress = (change: object): string =>
  asked({ location: { kind: 'home', address: { ...good.location.address, ...change } } });
const withConsent = (change: object): string => asked({ consents: [{ ...consent, ...change }] });

const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
const placed = (change: object): string => JSON.stringify({ ...place, ...change });
const weeks = (from: string, to: string): string => placed({ from, to });

const post = (path: string, body: string, type = 'application/json') =>
  fetch(base + path, { method: 'POST', headers: { 'Content-Type': type }, body });

/** Path, body, and the field that is blamed. */
const wrong: readonly (readonly [string, string, string])[] = [
  ['/coverage', 'null', ''],
  ['/coverage', '[]', ''],
  ['/coverage', '"SW1A 1AA"', ''],
  ['/coverage', '{}', 'taskId'],
  ['/coverage', placed({ location: null }), 'location'],
  ['/coverage', placed({ constructor: 1 }), 'constructor'],
  ['/coverage', `{"__proto__":{},${placed({}).slice(1)}`, '__proto__'],
  ['/coverage', placed({ postcode: null }), 'postcode'],
  ['/coverage', placed({ postcode: 'SW1A1AA' }), 'postcode'],
  ['/coverage', placed({ postcode: 'SW1A' }), 'postcode'],
  ['/coverage', placed({ postcode: ' SW1A 1AA' }), 'postcode'],
  ['/windows', placed({}), 'from'],
  ['/windows', weeks('2026-02-29', '2026-03-01'), 'from'],
  ['/windows', weeks('2026-11-23', '2026-11-23T00:00:00Z'), 'to'],
  ['/windows', weeks('2026-11-23', '2026-12-14'), 'to'],
  ['/windows', weeks('2026-11-24', '2026-11-23'), 'to'],
  ['/selections', 'null', ''],
  ['/selections', asked({ price: { amount: 1, currency: 'GBP' } }), 'price'],
  ['/selections', asked({ for: 'everyone' }), 'for'],
  ['/selections', asked({ patients: [person, person] }), 'patients'],
  ['/selections', asked({ contact: { name: 'Ben', phone: '1' } }), 'contact.phone'],
  ['/selections', asked({ location: { kind: 'ship', address: {} } }), 'location.kind'],
  ['/selections', withPatient({ isAdmin: true }), 'patients.0.isAdmin'],
  ['/selections', withPatient({ firstName: '' }), 'patients.0.firstName'],
  ['/selections', withPatient({ phone: '07700900123' }), 'patients.0.phone'],
  ['/selections', withPatient({ dateOfBirth: '1985-02-29' }), 'patients.0.dateOfBirth'],
  ['/selections', withPatient({ dateOfBirth: '27/03/1984' }), 'patients.0.dateOfBirth'],
  ['/selections', withPatient({ dateOfBirth: '2026-11-23' }), 'patients.0.dateOfBirth'],
  ['/selections', withPatient({ nhsNumber: '123' }), 'patients.0.nhsNumber'],
  ['/selections', withAddress({ county: 'Kent' }), 'location.address.county'],
  ['/selections', withAddress({ town: undefined }), 'location.address.town'],
  ['/selections', withAddress({ postcode: 'sw1a 1aa' }), 'location.address.postcode'],
  ['/selections', withConsent({ version: '2025-01' }), 'consents'],
  ['/selections', withConsent({ id: 'marketing' }), 'consents'],
  ['/selections', withConsent({ acceptedAt: 'today' }), 'consents.0.acceptedAt'],
  ['/selections', withConsent({ text: 'I agree' }), 'consents.0.text'],
  ['/orders', JSON.stringify({ orderRef: 'LK-1' }), 'token'],
  ['/orders', JSON.stringify({ token: '', orderRef: 'LK-1' }), 'token'],
  ['/orders', JSON.stringify({ token: 'sel_x', orderRef: 'LK-1"' }), 'orderRef'],
  ['/orders', JSON.stringify({ token: 'sel_x', orderRef: 'LK-1', price: 0 }), 'price'],
];

describe('what the contract does not allow', () => {
  it.each(wrong)('%s %s is refused for %j', async (path, body, param) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(422);
    const { error } = failure.parse(await answer.json());
    expect(error).toMatchObject({ code: 'validation_failed', param });
    expect(error.requestId).toMatch(/^req_/);
    expect(answer.headers.get('x-request-id')).toBe(error.requestId);
  });

  it('books nothing', () => {
    expect(clinic.orders).toEqual([]);
  });
});

describe('a body', () => {
  it.each([
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['application/json-patch+json', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
  ])('as %s: %i', async (type, status) => {
    expect((await post('/coverage', placed({}), type)).status).toBe(status);
  });

  it('is at most 32 kB of UTF-8', async () => {
    // White space is JSON too.
    const padded = (length: number, note = ''): string => {
      const body = asked({ note });
      return body + ' '.repeat(length - new TextEncoder().encode(body).length);
    };
    const most = 32 * 1024;
    expect((await post('/selections', padded(most))).status).toBe(200);
    expect((await post('/selections', padded(most, 'é'))).status).toBe(200);
    expect((await post('/selections', padded(most + 1))).status).toBe(413);
    expect((await post('/selections', padded(most + 1, 'é'))).status).toBe(413);
  });
});

describe('an answer', () => {
  it('has the id of its request, another for each', async () => {
    const ids = await Promise.all(
      [fetch(`${base}/tasks/tsk_blood`), post('/coverage', placed({}))].map(async (answer) =>
        (await answer).headers.get('x-request-id'),
      ),
    );
    expect(ids.every((id) => id?.startsWith('req_'))).toBe(true);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/tasks'],
    ['GET', '/coverage'],
    ['GET', '/appointments/app_1'],
    ['PUT', '/selections'],
    ['PUT', '/holds/hold_1'],
  ])('to %s %s is that there is no such thing', async (method, path) => {
    const answer = await fetch(base + path, { method });
    expect(answer.status).toBe(404);
    expect(failure.parse(await answer.json()).error.code).toBe('not_found');
  });
});
