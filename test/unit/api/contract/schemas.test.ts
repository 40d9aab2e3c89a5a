import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import * as pageContract from '../../../../src/api/contract/schemas.js';
import * as orderContract from '../../../../src/api/contract/order-schemas.js';
import { readEmail } from '../../../../src/domain/patient/email.js';
import { readDraft } from '../../../../src/domain/patient/validate-draft.js';
import { readPhone } from '../../../../src/domain/patient/phone.js';
import { draft, selection, task } from '../../flow/booking/journey.js';

const contract = { ...pageContract, ...orderContract };

const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
const form = {
  postcode: 'SW1A 1AA',
  task,
  today: '2026-08-01',
  visitDay: '2026-11-25',
  months: [],
};
const appointment = {
  id: 'app_1',
  status: 'scheduled',
  taskName: 'Blood test at home',
  firstName: 'Asha',
  startAt: '2026-08-06T07:00:00Z',
  endAt: '2026-08-06T11:00:00Z',
  timeZone: 'Europe/London',
  postcode: 'SW1A 1AA',
};

describe('every operation’s shapes', () => {
  it.each([
    ['task', task],
    ['coverageAsk', place],
    ['coverage', { postcode: 'SW1A 1AA', covered: false, reason: 'restricted' }],
    ['windowsAsk', { ...place, from: '2026-08-01', to: '2026-08-21' }],
    ['holdAsk', { ...place, windowId: 'win_1' }],
    ['hold', { id: 'hld_1', windowId: 'win_1', expiresAt: '2026-08-01T09:00:00Z' }],
    ['selection', selection],
    ['appointment', appointment],
    ['appointment', { ...appointment, status: 'a status of next year' }],
    ['bookingAsk', { ...selection, key: '5f0b2f63-6f5f-4c33-9a3c-0b1f8f8f2a10' }],
    ['orderAsk', { token: 'sel_1', orderRef: 'LK-1', taskId: 'tsk_blood' }],
    ['booking', { appointment, outcome: 'scheduled', manageToken: 'man_1' }],
    ['failure', { error: { code: 'not_found', message: '', requestId: 'req_1' } }],
  ] as const)('%s', (name, value) => {
    expect(z.safeParse(contract[name], value).data).toEqual(value);
  });

  it.each([
    ['task', { ...task, privacyUrl: 'javascript:alert(1)' }, 'privacyUrl'],
    ['coverageAsk', { taskId: '', postcode: 'SW1A 1AA' }, 'taskId'],
    ['windowsAsk', { ...place, from: '1 August', to: '2026-08-21' }, 'from'],
    ['windowsAsk', { ...place, from: '2026-02-30', to: '2026-08-21' }, 'from'],
    ['selection', { ...selection, for: 'them' }, 'for'],
    ['selection', { ...selection, patients: [] }, 'patients'],
    [
      'selection',
      { ...selection, patients: [...selection.patients, ...selection.patients] },
      'patients',
    ],
    [
      'selection',
      { ...selection, patients: [{ ...selection.patients[0], phone: '07700 900123' }] },
      'patients.0.phone',
    ],
    [
      'selection',
      { ...selection, patients: [{ ...selection.patients[0], nhsNumber: '123' }] },
      'patients.0.nhsNumber',
    ],
    [
      'selection',
      { ...selection, location: { ...selection.location, kind: 'moon' } },
      'location.kind',
    ],
    ['bookingAsk', { ...selection, key: 'LK-1' }, 'key'],
    ['selection', { ...selection, for: 'other' }, 'contact'],
    ['bookingAsk', { ...selection, for: 'other', key: crypto.randomUUID() }, 'contact'],
  ] as const)('not this %s', (name, value, path) => {
    expect(z.safeParse(contract[name], value).error?.issues[0]?.path.join('.')).toBe(path);
  });
});

/** Letters, so many of them. */
const long = (length: number): string => 'x'.repeat(length);

const price = { amount: 1200, currency: 'GBP' };
const offered = {
  id: 'win_1',
  startAt: '2026-08-06T07:00:00Z',
  endAt: '2026-08-06T12:00:00+01:00',
  remaining: 2,
  price,
};
const good = {
  task,
  coverageAsk: place,
  coverage: { postcode: 'SW1A 1AA', covered: true, timeZone: 'Europe/London', windows: [offered] },
  windowsAsk: { ...place, from: '2026-08-01', to: '2026-08-21' },
  windows: { timeZone: 'Europe/London', windows: [offered] },
  holdAsk: { ...place, windowId: 'win_1' },
  hold: { id: 'hld_1', windowId: 'win_1', expiresAt: '2026-08-01T09:00:00Z' },
  selection: {
    ...selection,
    for: 'other',
    contact: { name: 'Sam Example', phone: '+447700900456', email: 'sam@example.com' },
  },
  sealedSelection: {
    token: 'sel_1',
    expiresAt: '2026-08-02T09:00:00Z',
    summary: {
      taskName: 'Blood test at home',
      startAt: '2026-08-06T07:00:00Z',
      endAt: '2026-08-06T11:00:00Z',
      timeZone: 'Europe/London',
      price,
    },
  },
  appointment: {
    ...appointment,
    price,
    taskId: 'tsk_blood',
    preparation: 'Do not eat.',
    chargeableFrom: '2026-08-05T07:00:00Z',
  },
  bookingAsk: { ...selection, key: '5f0b2f63-6f5f-4c33-9a3c-0b1f8f8f2a10', orderRef: 'LK-1' },
  orderAsk: { token: 'sel_1', orderRef: 'LK-1', taskId: 'tsk_blood' },
  booking: { appointment, outcome: 'patient_led', manageToken: 'man_1' },
  failure: { error: { code: 'x', message: 'y', param: 'z', requestId: 'req_1' } },
};
type Operation = keyof typeof good;

/** A copy with one place in it changed; undefined takes it away. */
const changed = (value: unknown, path: string, to: unknown): unknown => {
  const copy = structuredClone(value) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let inner = copy;
  for (const key of keys) inner = inner[key] as Record<string, unknown>;
  if (to === undefined) Reflect.deleteProperty(inner, last);
  else inner[last] = to;
  return copy;
};

describe('every place of every shape is judged', () => {
  it.each(Object.keys(good) as Operation[])('%s as it should be', (name) => {
    expect(z.safeParse(contract[name], good[name])).toEqual({ success: true, data: good[name] });
  });

  /** Where, and what may not stand there; undefined: it may not be missing. */
  const bad: Record<Operation, readonly [string, ...unknown[]][]> = {
    task: [
      ['id', undefined, '', 7],
      ['name', undefined, ''],
      ['asks', undefined, null],
      ['asks.sex', 'yes'],
      ['consents', undefined, {}],
      ['consents.0.id', undefined, ''],
      ['consents.0.text', undefined, ''],
      ['consents.0.version', undefined, 1],
      ['consents.0.required', undefined, 'yes'],
      ['durationMinutes', '30'],
      ['minimumAge', '18'],
      ['testMode', undefined, 'false', 0],
    ],
    coverageAsk: [
      ['taskId', undefined, ''],
      ['postcode', undefined, '', null],
    ],
    coverage: [
      ['postcode', undefined, ''],
      ['covered', undefined, 'true'],
      ['reason', 7],
      ['timeZone', '', 'Mars/Olympus'],
      ['windows', null],
      ['windows.0.startAt', undefined, '', 'tomorrow', '2026-08-06', '2026-08-06T07:00:00'],
    ],
    windowsAsk: [
      ['from', undefined, '', '2026-8-1', '2026-13-01', '2026-08-01T00:00:00Z'],
      ['to', undefined, '2026-02-29'],
    ],
    windows: [
      ['timeZone', undefined, '', 'Mars/Olympus'],
      ['windows.0.id', undefined, ''],
      ['windows.0.endAt', undefined, 1786000000000, '2026-08-06T25:00:00Z'],
      ['windows.0.remaining', 1.5, '2', Infinity],
      ['windows.0.price.amount', undefined, 12.5, '1200', Number.MAX_SAFE_INTEGER + 1],
      ['windows.0.price.currency', undefined, 'gbp', '£', 'GBPX'],
    ],
    holdAsk: [['windowId', undefined, '']],
    hold: [
      ['id', undefined, ''],
      ['windowId', undefined],
      ['expiresAt', undefined, 'soon', '2026-02-30T09:00:00Z', '2026-08-01T09:00:00'],
    ],
    selection: [
      ['taskId', undefined, ''],
      ['windowId', undefined, ''],
      ['holdId', ''],
      ['for', undefined, '', 'us'],
      ['contact', undefined, null, { name: 'Sam Example' }],
      ['contact.name', undefined, ''],
      ['contact.phone', undefined, '', '07700 900456'],
      ['contact.email', undefined, '', 'sam'],
      ['patients', undefined, []],
      ['patients.0.firstName', undefined, '', 'A', ' A', 'Asha ', long(101)],
      ['patients.0.lastName', undefined, '', 'E', '  ', ' Example', long(101)],
      ['patients.0.dateOfBirth', undefined, '27/3/1984', '1984-02-30'],
      ['patients.0.phone', undefined, '07700 900123', '+0', '+44770090012345678'],
      [
        'patients.0.email',
        undefined,
        '',
        'asha',
        'asha@example',
        'a sha@example.com',
        '@example.com',
      ],
      ['patients.0.email', 'asha@home@example.com', `${long(243)}@example.com`],
      ['patients.0.sex', 1],
      ['patients.0.nhsNumber', '', '999 000 0018', '999000001', '99900000180', 9990000018],
      ['location.kind', undefined, 'office'],
      ['location.address.line1', undefined, ''],
      ['location.address.line2', ''],
      ['location.address.town', undefined, ''],
      ['location.address.postcode', undefined, ''],
      ['note', 7],
      ['consents.0.id', undefined, ''],
      ['consents.0.version', undefined, ''],
      ['consents.0.acceptedAt', undefined, 'today'],
    ],
    sealedSelection: [
      ['token', undefined, ''],
      ['expiresAt', undefined, ''],
      ['summary', undefined, null],
      ['summary.taskName', undefined, ''],
      ['summary.startAt', undefined],
      ['summary.timeZone', undefined, 'Mars/Olympus'],
      ['summary.price.amount', 0.5],
    ],
    appointment: [
      ['id', undefined, ''],
      ['status', undefined, 7],
      ['startAt', 'soon'],
      ['timeZone', undefined, 'Mars/Olympus'],
      ['postcode', undefined],
      ['taskId', ''],
      ['preparation', 7],
      ['chargeableFrom', '', 'tomorrow'],
    ],
    bookingAsk: [
      ['key', undefined, '', 'LK-1'],
      ['orderRef', '', 'LK 1', 'LK-1"', long(65)],
      ['patients', undefined],
    ],
    orderAsk: [
      ['token', 7],
      ['taskId', undefined, ''],
      ['orderRef', undefined, '', 'LK 1', 'LK-1"', long(65)],
    ],
    booking: [
      ['appointment', undefined],
      ['outcome', undefined, 7],
      ['manageToken', undefined, ''],
    ],
    failure: [
      ['error', undefined, 'no'],
      ['error.code', undefined, ''],
      ['error.requestId', undefined],
    ],
  };
  const cases = Object.entries(bad).flatMap(([name, places]) =>
    places.flatMap(([path, ...values]) =>
      values.map((value) => [name as Operation, path, value] as const),
    ),
  );
  it.each(cases)('%s without a fit %s: %j', (name, path, value) => {
    const judged = z.safeParse(contract[name], changed(good[name], path, value));
    // What is wrong within a place is told by a path that begins with it.
    expect(`${judged.error?.issues[0]?.path.join('.') ?? 'accepted'}.`).toContain(`${path}.`);
  });
});

describe('an instant', () => {
  const judge = (expiresAt: string): boolean =>
    z.safeParse(contract.hold, { ...good.hold, expiresAt }).success;

  it.each([
    '2026-08-01T09:00Z',
    '2026-08-01T09:00:00Z',
    '2026-08-01T09:00:00.5Z',
    '2026-08-01T09:00:00.123456789+01:00',
    '2026-08-01T00:00:00-11:30',
    '2026-12-31T23:59:59Z',
    '2028-02-29T09:00:00Z',
    '2000-02-29T09:00:00Z',
    // The hour that Europe/London leaves out has an instant all the same.
    '2026-03-29T01:30:00Z',
  ])('is %s', (said) => {
    expect(judge(said)).toBe(true);
  });

  it.each([
    '2026-02-29T09:00:00Z',
    '2026-02-30T09:00:00Z',
    '2026-02-31T09:00:00+01:00',
    '2026-04-31T09:00:00Z',
    '2026-06-31T09:00:00Z',
    '2100-02-29T09:00:00Z',
    '2026-08-32T09:00:00Z',
    '2026-08-00T09:00:00Z',
    '2026-00-01T09:00:00Z',
    '2026-13-01T09:00:00Z',
    '2026-08-01T24:00:00Z',
    '2026-08-01T09:60:00Z',
    '2026-08-01T09:00:60Z',
    '2026-08-01T09:00:00+24:00',
    '2026-08-01T09:00:00+01:60',
    '2026-08-01T09:00:00+0100',
    '2026-08-01T09:00:00z',
    '2026-08-01 09:00:00Z',
    '2026-08-01T09Z',
    '+02026-08-01T09:00:00Z',
    '2026-08-01T09:00:00Z\n',
    ' 2026-08-01T09:00:00Z',
  ])('is not %j', (said) => {
    expect(judge(said)).toBe(false);
  });
});

describe('what the page reads from what was typed, the contract takes', () => {
  const finished = (patient: object) =>
    z.safeParse(contract.selection, {
      ...selection,
      patients: [{ ...selection.patients[0], ...patient }],
    });

  it.each(['Jo', 'O’Neill', 'de la Tour', 'Zoë', '李四', 'Ann\u2028Marie', long(2), long(100)])(
    'the name %s',
    (lastName) => {
      const reading = readDraft({ ...draft, lastName: ` ${lastName} ` }, form);
      expect(finished(reading.ok ? reading.value.patient : {}).data?.patients).toMatchObject([
        { lastName },
      ]);
    },
  );

  it.each([
    'asha@example.com',
    'a@b.co',
    "o'neill+visits@mail.example.co.uk",
    'zoë@bücher.example',
    `${long(242)}@example.com`,
  ])('the address %s', (typed) => {
    const reading = readEmail(typed);
    expect(finished({ email: reading.ok && reading.value }).success).toBe(true);
  });

  it.each(['07700 900123', '020 7946 0000', '+1 212 555 0100', '0049 30 123456', '+2906123'])(
    'the number %s',
    (typed) => {
      const reading = readPhone(typed);
      expect(finished({ phone: reading.ok && reading.value }).success).toBe(true);
    },
  );
});
