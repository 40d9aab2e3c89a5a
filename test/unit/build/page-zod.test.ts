import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc, { runs } from '../../harness/properties.js';
import { smallZod } from '../../../build/small-zod.js';
import * as answers from '../../../src/api/client/parse-responses.js';
import type { ContractError } from '../../../src/api/client/errors.js';
import { root } from '../../../scripts/lib/run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ally-zod-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Builds a module as the scripts are built. */
const built = async (entry: string): Promise<string> => {
  const [output] = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [smallZod()],
    build: {
      write: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
    },
  })) as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
};

type Reader = keyof typeof answers;

let shipped: typeof answers;
beforeAll(async () => {
  const file = join(folder, 'answers.mjs');
  writeFileSync(file, await built(join(root, 'src/api/client/parse-responses.ts')));
  shipped = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as typeof answers;
});

const price = { amount: 1250, currency: 'GBP' };
const startAt = '2026-12-01T09:00:00+00:00';
const endAt = '2026-12-01T12:00:00Z';
const timeZone = 'Europe/London';
const windows = [{ id: 'win_1', startAt, endAt, price, remaining: 2, name: 'Morning' }];
const appointment = {
  ...{ id: 'apt_1', status: 'scheduled', taskName: 'Blood test', firstName: 'Ada' },
  ...{ startAt, endAt, timeZone, postcode: 'SW1A 1AA', price, taskId: 'tsk_blood' },
  ...{ preparation: 'Do not eat.', chargeableFrom: '2026-11-30T09:00:00Z' },
};

const valid: Record<Reader, object> = {
  readTask: {
    ...{ id: 'tsk_blood', name: 'Blood test', description: 'At home', durationMinutes: 30 },
    ...{ minimumAge: 18, asks: { sex: true, nhsNumber: false }, testMode: true },
    consents: [{ id: 'care', text: 'I agree', version: '1', required: true }],
    privacyUrl: 'https://example.com/privacy',
  },
  readCoverage: { postcode: 'SW1A 1AA', covered: true, reason: 'x', timeZone, windows },
  readWindows: { timeZone, windows },
  readHold: { id: 'hld_1', windowId: 'win_1', expiresAt: endAt },
  readSealedSelection: {
    token: 'sel_1',
    expiresAt: endAt,
    summary: { taskName: 'Blood test', startAt, endAt, timeZone, price },
  },
  readAppointment: appointment,
  readBooking: { outcome: 'booked', manageToken: 'mng_1', appointment },
};

const judged = (read: (answer: never) => unknown, json: unknown): unknown => {
  try {
    return { read: read({ json, status: 200, requestId: 'req_1' } as never) };
  } catch (error) {
    const { name, message, path } = error as ContractError;
    return { name, message, path };
  }
};

/** Every place of a value, as the keys that lead to it. */
const placesIn = (value: unknown, way: readonly string[] = []): (readonly string[])[] => [
  way,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]))
    : []),
];

/** The value with something else in one place, or with nothing there. */
const changed = (value: unknown, [key, ...way]: readonly string[], other: unknown): unknown => {
  if (key === undefined) return other;
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      String(index) === key ? changed(item, way, other) : item,
    );
  const object = value as Record<string, unknown>;
  const inner = changed(object[key], way, other);
  // As JSON has it: what is not there has no key.
  return JSON.parse(JSON.stringify({ ...object, [key]: inner })) as unknown;
};

/** JSON of any shape, and what looks nearly right. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, '', 0, -1, 1.5, 1e21, true, [], {}, null, [null]),
  fc.constantFrom(startAt, '2026-02-30T09:00:00Z', '2026-12-01', 'Europe/Nowhere', 'gbp'),
  fc.record({ more: fc.jsonValue() }),
);

describe('the scripts judge answers as zod does', () => {
  it.each(Object.keys(valid) as Reader[])('%s', (reader) => {
    expect(judged(shipped[reader], valid[reader])).toEqual(judged(answers[reader], valid[reader]));
    expect(judged(shipped[reader], valid[reader])).toHaveProperty('read');
    const places = placesIn(valid[reader]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), anything), { minLength: 1, maxLength: 2 }),
        (changes) => {
          let json: unknown = valid[reader];
          for (const [place, other] of changes)
            if (place.length === 0 || placesIn(json).some((way) => way.join() === place.join()))
              json = changed(json, place, other);
          expect(judged(shipped[reader], json)).toEqual(judged(answers[reader], json));
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

describe('a schema that the page does not have fails the build', () => {
  it.each([
    ['that only asks have', 'z.enum', 'does not have'],
    ['that is not known', 'z.bigint', 'no matching export'],
  ])('%s', async (_, call, said) => {
    const entry = join(folder, 'entry.js');
    writeFileSync(entry, `import * as z from 'zod/mini'; globalThis.judge = ${call}(['a']);`);
    await expect(built(entry)).rejects.toThrow(said);
  });
});
