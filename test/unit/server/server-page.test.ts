import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serverErrorCodes } from '../../../src/api/contract/error-codes.js';
import * as server from '../../../src/server/index.js';
import { outcomeOf } from '../../../src/server/orders/appointment-mapping.js';
import { lastingErrors } from '../../../src/server/orders/finish.js';
import { toServerRefusal } from '../../../src/server/relay/http-error.js';

const page = readFileSync('docs/server.md', 'utf8');

/** The rows of the table between two markers, without its head. Backticks are removed. */
function rowsOf(name: string): string[][] {
  const [, rest = ''] = page.split(`<!-- ${name} -->`);
  const [table = ''] = rest.split('<!-- /');
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

function namesIn(name: string): string[] {
  return rowsOf(name).map(([first = '']) => first);
}

/** One error of each class. */
const errors: Readonly<Record<server.ServerErrorCode, server.ServerError>> = {
  misconfigured: new server.MisconfiguredError('platform.key', 'give it.'),
  booking_unsettled: new server.BookingUnsettledError(60),
  token_refused: new server.TokenRefusedError('altered'),
  token_unreadable: new server.TokenUnreadableError('unknown_key'),
  token_expired: new server.TokenExpiredError(),
  token_used: new server.TokenUsedError(),
  key_reused: new server.KeyReusedError(),
  order_ref_refused: new server.OrderRefRefusedError(),
  order_has_booking: new server.OrderHasBookingError(),
  order_paid: new server.OrderPaidError(),
  order_cancelled: new server.OrderCancelledError(),
  platform_refused: new server.PlatformRefusedError('createPatient', 400),
  platform_access_denied: new server.PlatformAccessError('createPatient', 401),
  platform_unavailable: new server.PlatformUnavailableError('findAppointments', { status: 503 }),
  platform_unknown: new server.PlatformUnknownError('cancelAppointment'),
  platform_answer: new server.PlatformAnswerError('createPatient', 'id'),
  store_unavailable: new server.StoreUnavailableError(new Error('connection refused')),
  webhook_refused: new server.WebhookRefusedError('signature'),
};

describe('the table of error codes', () => {
  it('has every code of the SDK, and no other', () => {
    expect(namesIn('errors').sort()).toEqual(Object.keys(serverErrorCodes).sort());
  });

  it.each(rowsOf('errors').map(([code = '', ...cells]) => [code, cells] as const))(
    'describes %s as it is',
    (code, [className, status, canRetry, what, cure]) => {
      const error = errors[code as server.ServerErrorCode];
      expect(error.code).toBe(code);
      expect([className, canRetry]).toEqual([error.name, error.canRetry ? 'yes' : 'no']);
      expect(status).toBe(String(toServerRefusal(error).status));
      expect([what, cure]).not.toContain('');
    },
  );

  it('names every class that is exported', () => {
    const classes = Object.entries(server)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name)
      .filter((name) => name.endsWith('Error') && name !== 'ServerError');
    expect(
      rowsOf('errors')
        .map(([, className]) => className)
        .sort(),
    ).toEqual(classes.sort());
  });
});

describe('the table of outcomes', () => {
  it('has every outcome, and no other', () => {
    const source = readFileSync('src/domain/appointment.ts', 'utf8');
    const [, type = ''] = source.split('export type Outcome = ');
    const outcomes = [...(type.split(';')[0] ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name);
    expect(outcomes).toContain('patient_led');
    expect(namesIn('outcomes').sort()).toEqual(outcomes.sort());
  });

  it('has the outcome of each status of the platform', () => {
    const appointment = { id: 'app_1', windowId: 'win_2' };
    for (const status of ['scheduled', 'scheduling', 'cancelled', 'completed', 'new'])
      expect(namesIn('outcomes')).toContain(
        outcomeOf({ ...appointment, status } as never, 'win_1'),
      );
  });
});

/** The properties of an interface in a source file. */
function propertiesOf(file: string, name: string): string[] {
  const source = readFileSync(`src/server/${file}`, 'utf8');
  const body = new RegExp(`interface ${name} (?:extends [^{]+)?\\{\\n(.*?)\\n\\}`, 's').exec(
    source,
  );
  return [...(body?.[1] ?? '').matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, one = '']) => one);
}

describe.each([
  ['AllyOptions', 'options.ts'],
  ['PlatformOptions', 'options.ts'],
  ['SealingOptions', 'options.ts'],
  ['OrderOptions', 'options.ts'],
  ['RelayOptions', 'options.ts'],
  ['WebhookOptions', 'webhooks.ts'],
])('the table of %s', (name, file) => {
  it('has every option, and no other', () => {
    const properties = propertiesOf(file, name);
    expect(properties.length).toBeGreaterThan(2);
    expect(namesIn(`options: ${name}`).sort()).toEqual(properties.sort());
  });

  it('says of each its type, its default and what it does', () => {
    for (const row of rowsOf(`options: ${name}`)) {
      expect(row).toHaveLength(4);
      expect(row).not.toContain('');
    }
  });
});

it('the table of log events has every event, and no other', () => {
  const source = readFileSync('src/server/log.ts', 'utf8');
  const events = [...source.matchAll(/event: '([\w.]+)'/g)].map(([, event = '']) => event);
  expect(namesIn('log-events').sort()).toEqual(events.sort());
});

it('the table of stuck orders has error codes, and the reasons of a person', () => {
  const reasons = namesIn('stuck');
  const codes = reasons.filter((reason) => reason in serverErrorCodes);
  expect(reasons.filter((reason) => !codes.includes(reason)).sort()).toEqual([
    'cancellation_refused',
    'foreign_appointment',
    'outcome_unknown',
    'paid_after_cancellation',
  ]);
  const retried = codes.filter((code) => serverErrorCodes[code as server.ServerErrorCode].canRetry);
  expect(retried.sort()).toEqual([...lastingErrors].sort());
});

it('names no function that the package does not export', () => {
  const code = [...page.matchAll(/```(?:mjs|js|ts)\n(.*?)```/gs)].map(([, text = '']) => text);
  const names = code.flatMap((text) =>
    [...text.matchAll(/import \{([^}]+)\} from '@ally-health\/checkout-booking\/server'/g)].flatMap(
      ([, list = '']) => list.split(',').map((one) => one.trim()),
    ),
  );
  const values = names.filter((name) => name !== '' && !name.startsWith('type '));
  expect(values).toContain('createAlly');
  expect(values.filter((name) => !(name in server))).toEqual([]);
});
