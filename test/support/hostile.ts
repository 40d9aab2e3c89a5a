import { gzipSync } from 'node:zlib';
import { selection } from '../unit/server/selection.js';
import type { Sent } from './relay-hosts.js';

/** What is asked by whoever means no good, and how it is refused. */
export interface Hostile extends Sent {
  readonly what: string;
  readonly status: number;
}

const origin = 'https://shop.example';
const page = { origin, 'content-type': 'application/json' };
const server = {
  authorization: 'Bearer a-secret-of-the-shop-own-servers-0001',
  'content-type': 'application/json',
};
const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
const key = '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a11';

const post = (path: string, body: unknown, headers: Sent['headers'] = page): Sent => ({
  method: 'POST',
  path: `/ally${path}`,
  headers,
  body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
});

const patient = (change: object) => ({ patients: [{ ...selection.patients[0], ...change }] });
const address = (change: object) => ({
  location: { kind: 'home', address: { ...selection.location.address, ...change } },
});
const sealing = (change: object): Sent => post('/selections', { ...selection, ...change });
const order = (change: object, headers: Sent['headers'] = server): Sent =>
  post('/orders', { token: 'sel1.e30.AAAA', orderRef: 'ORDER-1', ...change }, headers);
const fromOrigin = (said: string): Sent => post('/coverage', place, { ...page, origin: said });

const rows = (status: number, all: Readonly<Record<string, Sent>>): Hostile[] =>
  Object.entries(all).map(([what, sent]) => ({ what, status, ...sent }));

export const hostile: readonly Hostile[] = [
  ...rows(405, {
    'a GET where only a POST is': { path: '/ally/coverage', headers: page },
    'a PUT': { ...post('/coverage', place), method: 'PUT' },
    'a PATCH': { ...post('/selections', selection), method: 'PATCH' },
    'a PROPFIND': { ...post('/windows', place), method: 'PROPFIND' },
    'a POST to a Task': post('/tasks/tsk_blood', {}),
    'a DELETE of an appointment': {
      method: 'DELETE',
      path: '/ally/appointments/app_1',
      headers: page,
    },
    'a DELETE of all holds': { method: 'DELETE', path: '/ally/holds', headers: page },
    'a GET of the orders': { path: '/ally/orders', headers: server },
  }),
  ...rows(404, {
    'the base alone': { path: '/ally', headers: page },
    'the base with a slash': { path: '/ally/', headers: page },
    'all Tasks': { path: '/ally/tasks', headers: page },
    'a slash too many': { path: '/ally/tasks/tsk_blood/', headers: page },
    'two slashes': post('//coverage', place),
    'the platform’s own path': post('/patients', {}),
    'the platform’s appointments': { path: '/ally/appointments/', headers: page },
    'another base': { path: '/other/tasks/tsk_blood', headers: page },
    'a base that only begins so': { path: '/allyx/tasks/tsk_blood', headers: page },
    capitals: { path: '/ALLY/tasks/tsk_blood', headers: page },
    'an encoded letter': { path: '/ally/tasks/tsk%5Fblood', headers: page },
    'an encoded slash': { path: '/ally/tasks/tsk_blood%2F..%2F..', headers: page },
    'encoded dots': { path: '/ally/%2e%2e/orders', headers: page },
    dots: { path: '/ally/tasks/../../patients', headers: page },
    'an encoded line break': {
      path: '/ally/appointments/app_1%0d%0aSet-Cookie:x=1',
      headers: page,
    },
    'an encoded nought': { path: '/ally/tasks/tsk_blood%00', headers: page },
    'a parameter in the path': { path: '/ally/tasks/tsk_blood;admin=1', headers: page },
    'an id without end': { path: `/ally/tasks/${'x'.repeat(65)}`, headers: page },
    'a Task of others': { path: '/ally/tasks/tsk_other', headers: page },
    'a Task called constructor': { path: '/ally/tasks/constructor', headers: page },
    'a Task called __proto__': { path: '/ally/tasks/__proto__', headers: page },
    'coverage for a Task of others': post('/coverage', { ...place, taskId: 'tsk_other' }),
    'windows of a Task of others': post('/windows', {
      ...place,
      taskId: 'tsk_other',
      from: '2026-12-01',
      to: '2026-12-02',
    }),
    'a hold for a Task of others': post('/holds', { ...place, taskId: 'x', windowId: 'win_1' }),
    'an appointment without a token': { path: '/ally/appointments/app_2', headers: page },
    'an appointment with a token in the address': {
      path: '/ally/appointments/app_2?manageToken=man1.k1.9999999999.AAAA',
      headers: page,
    },
    'an appointment with a made-up token': {
      path: '/ally/appointments/app_2',
      headers: { ...page, 'ally-manage': `man1.k1.9999999999.${'A'.repeat(43)}` },
    },
    'a cancellation without a token': post('/appointments/app_2/cancel', {}),
    'a preflight to the orders': {
      method: 'OPTIONS',
      path: '/ally/orders',
      headers: { origin },
    },
  }),
  ...rows(403, {
    'a POST that names no origin': post('/coverage', place, { 'content-type': 'application/json' }),
    'the origin null': fromOrigin('null'),
    'an empty origin': fromOrigin(''),
    'another origin': fromOrigin('https://evil.example'),
    'an origin that begins like ours': fromOrigin('https://shop.example.evil.example'),
    'an origin that ends like ours': fromOrigin('https://evilshop.example'),
    'our origin at another port': fromOrigin('https://shop.example:444'),
    'our origin without TLS': fromOrigin('http://shop.example'),
    'our origin with a path': fromOrigin('https://shop.example/'),
    'our origin in capitals': fromOrigin('HTTPS://SHOP.EXAMPLE'),
    'our origin among others': fromOrigin(`${origin}, https://evil.example`),
    'a GET of another origin': {
      path: '/ally/tasks/tsk_blood',
      headers: { origin: 'https://evil.example' },
    },
    'a GET of another site': {
      path: '/ally/tasks/tsk_blood',
      headers: { 'sec-fetch-site': 'cross-site' },
    },
    'a GET of a neighbour': {
      path: '/ally/tasks/tsk_blood',
      headers: { 'sec-fetch-site': 'same-site' },
    },
    'a preflight of another origin': {
      method: 'OPTIONS',
      path: '/ally/coverage',
      headers: { origin: 'https://evil.example' },
    },
    'a DELETE of another origin': {
      method: 'DELETE',
      path: '/ally/holds/hld_1',
      headers: { origin: 'https://evil.example' },
    },
    'a body of 2 MB of another origin': post('/selections', ' '.repeat(2 * 1024 * 1024), {
      ...page,
      origin: 'https://evil.example',
    }),
    'an order from a page': order({}, { ...server, origin }),
    'an order from a browser': order({}, { ...server, 'sec-fetch-site': 'same-origin' }),
  }),
  ...rows(401, {
    'an order of 2 MB without the secret': order(
      { token: ' '.repeat(2 * 1024 * 1024) },
      { 'content-type': 'application/json' },
    ),
    'an order without the secret': order({}, { 'content-type': 'application/json' }),
    'an order with another secret': order({}, { ...server, authorization: 'Bearer wrong' }),
    'an order with the secret cut short': order(
      {},
      { ...server, authorization: server.authorization.slice(0, -1) },
    ),
    'an order with the bare secret': order(
      {},
      { ...server, authorization: server.authorization.slice(7) },
    ),
    'an order with the secret in the address': {
      ...order({}, { 'content-type': 'application/json' }),
      path: '/ally/orders?secret=a-secret-of-the-shop-own-servers-0001',
    },
  }),
  ...rows(415, {
    'a body of text': post('/coverage', place, { ...page, 'content-type': 'text/plain' }),
    'a body of no type': post('/coverage', place, { origin }),
    'a form': post('/coverage', 'taskId=tsk_blood', {
      ...page,
      'content-type': 'application/x-www-form-urlencoded',
    }),
    'a type that only begins so': post('/coverage', place, {
      ...page,
      'content-type': 'application/jsonp',
    }),
    'a compressed body': post('/coverage', gzipSync('x'.repeat(1_000_000)), {
      ...page,
      'content-encoding': 'gzip',
    }),
    'a body of 2 MB of text': post('/coverage', ' '.repeat(2 * 1024 * 1024), {
      ...page,
      'content-type': 'text/plain',
    }),
  }),
  ...rows(413, {
    'a body of 33 kB': post('/selections', JSON.stringify(selection) + ' '.repeat(33 * 1024)),
    'a body of 2 MB': post('/selections', JSON.stringify(selection) + ' '.repeat(2 * 1024 * 1024)),
    'a body of 1 MB whose length is not said': {
      ...post('/selections', JSON.stringify(selection) + ' '.repeat(1024 * 1024)),
      isChunked: true,
    },
  }),
  ...rows(400, {
    'no body': post('/coverage', ''),
    'half a body': post('/coverage', '{"taskId":'),
    'a body in another encoding': post(
      '/coverage',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    ),
    'two bodies': post('/coverage', JSON.stringify(place).repeat(2)),
  }),
  ...rows(422, {
    nothing: post('/coverage', 'null'),
    'a list': post('/coverage', '[]'),
    'a list in a list in a list': post('/coverage', '['.repeat(9_000) + ']'.repeat(9_000)),
    'an object as postcode': post('/coverage', { ...place, postcode: { $ne: '' } }),
    'a list as Task': post('/coverage', { ...place, taskId: ['tsk_blood'] }),
    'half a postcode': post('/coverage', { ...place, postcode: 'SW1A' }),
    'fields of the prototype alone': post('/coverage', `{"__proto__":${JSON.stringify(place)}}`),
    'windows of a day that is none': post('/windows', {
      ...place,
      from: '2026-02-30',
      to: '2026-03-02',
    }),
    'windows of a year': post('/windows', { ...place, from: '2026-01-01', to: '2026-12-31' }),
    'windows backwards': post('/windows', { ...place, from: '2026-12-02', to: '2026-12-01' }),
    'two patients': sealing({ patients: [selection.patients[0], selection.patients[0]] }),
    'no patient': sealing({ patients: [] }),
    'a name with one letter': sealing(patient({ firstName: 'W' })),
    'an email with a second line': sealing(patient({ email: 'a@example.com\nBcc: b@example.com' })),
    'a number that is none': sealing(patient({ phone: '0' })),
    'a note without end': sealing({ note: 'x'.repeat(5_000) }),
    'an address without end': sealing(address({ line1: 'x'.repeat(201) })),
    'a visit for a dog': sealing({ for: 'dog' }),
    'a visit for another without a contact': sealing({ for: 'other' }),
    'a consent of last year': sealing({
      consents: [{ id: 'care', version: '2025', acceptedAt: '2026-11-24T11:00:00Z' }],
    }),
    'a booking with a key that is none': post('/bookings', { ...selection, key: 'ORDER-1' }),
    'a booking with a reference that ends the filter': post('/bookings', {
      ...selection,
      key,
      orderRef: 'x" OR externalRef:"y',
    }),
    'an order with a forged token': order({}),
    'an order with half a token': order({ token: 'sel1.e30' }),
    'an order with a token of another form': order({ token: 'eyJhbGciOiJub25lIn0.e30.' }),
    'an order with a number as token': order({ token: 7 }),
    'an order with a reference of two lines': order({ token: '', orderRef: 'A\nB' }),
    'an order with a reference without end': order({ token: '', orderRef: 'x'.repeat(65) }),
    'an order without a reference': order({ token: '', orderRef: undefined }),
  }),
  ...rows(409, { 'a window that is not offered': sealing({ windowId: 'win_of_others' }) }),
];
