import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as server from '../../../src/server/index.js';
import { outcomeOf } from '../../../src/server/orders/appointment-mapping.js';
import { PlatformSaysNo } from '../../../src/server/platform/request.js';
import { toRefusal } from '../../../src/server/relay/http-error.js';

const page = readFileSync('docs/server.md', 'utf8');

/** A table's rows, a cell's text each, without the head. */
const rowsOf = (name: string): string[][] => {
  const [, table = ''] = page.split(new RegExp(`<!-- /?${name} -->`));
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  return rows
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
};

const errors: Readonly<Record<server.ServerErrorCode, server.ServerError>> = {
  'booking-unsettled': new server.BookingUnsettledError(60, new Date()),
  'platform-unavailable': new server.PlatformUnavailableError('findAppointments', { status: 503 }),
  'platform-unknown': new server.PlatformUnknownError('cancelAppointment'),
  'platform-refused': new PlatformSaysNo('createPatient', 400, { kind: 'other' }),
  'platform-answer': new server.PlatformAnswerError('createPatient', 'id'),
  'token-refused': new server.TokenRefusedError('altered'),
  'token-expired': new server.TokenExpiredError(),
  'order-ref-refused': new server.OrderRefRefusedError(),
  'order-not-found': new server.OrderNotFoundError(),
  misconfigured: new server.MisconfiguredError('platformKey', 'give it.'),
  'webhook-refused': new server.WebhookRefusedError('signature'),
};

describe('the page about the server', () => {
  it('tells of every outcome there is', () => {
    const said = ['scheduling', 'cancelled', 'scheduled'].map((status) =>
      outcomeOf({ status } as never),
    );
    const told = rowsOf('outcomes').map(([, outcome]) => outcome);
    expect([...told].sort()).toEqual([...said, 'no-selection'].sort());
  });

  it('tells of every error, and of no other', () => {
    expect(
      rowsOf('errors')
        .map(([, code]) => code)
        .sort(),
    ).toEqual(Object.keys(errors).sort());
  });

  it.each(rowsOf('errors').map(([, code = '', again, , , answer = '']) => [code, again, answer]))(
    'says what to do about %s as it is',
    (code, again, answer) => {
      const error = errors[code as server.ServerErrorCode];
      expect(error.code).toBe(code);
      expect(again).toBe(error.canRetry ? 'yes' : 'no');
      if (answer === 'never') return;
      const { status, code: said } = toRefusal(error);
      expect(answer.replace(/ or .*/, '')).toBe(`${String(status)} ${said}`);
    },
  );
});
