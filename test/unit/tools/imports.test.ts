import { describe, expect, it } from 'vitest';
import {
  cupboards,
  cycleIn,
  forbidden,
  importsOf,
  medianLength,
  sourceFiles,
  tooLong,
  type Import,
} from './plan.js';

const files = sourceFiles();
const imports = files.flatMap(importsOf);

const lines = (path: string, count: number) => ({ path, text: 'x\n'.repeat(count) });

const knows = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly });

describe('the plan of the house', () => {
  it('is kept: every import goes down', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.map(forbidden).filter(Boolean)).toEqual([]);
  });

  it('has no way round', () => {
    expect(cycleIn(imports)).toBe(null);
  });

  it('keeps files small enough to hold in the head', () => {
    expect(medianLength(files)).toBeLessThanOrEqual(90);
    expect(tooLong(files)).toEqual([]);
  });

  it('exports nothing that changes after its file has run: chunks take copies of each other’s exports', () => {
    expect(files.filter(({ text }) => /^export (?:let|var)\b/m.test(text))).toEqual([]);
  });

  it('has no cupboard for odds and ends', () => {
    expect(cupboards(files)).toEqual([]);
  });
});

describe('the rules can be broken', () => {
  it.each([
    knows('domain/postcode.ts', 'api/client/errors.ts'),
    knows('domain/window/window.ts', 'lit'),
    knows('api/client/request.ts', 'flow/booking/state.ts'),
    knows('flow/booking/state.ts', 'components/booking/booking.ts', true),
    knows('components/coverage-check/coverage-check.ts', 'flow/booking/state.ts', true),
    knows('components/patient-form/patient-form.ts', 'api/client/errors.ts'),
    knows('components/booking/step-section.ts', 'api/client/errors.ts'),
    knows('components/booking/booking.ts', 'mocks/clinic/clinic.ts'),
    knows('index.ts', 'mocks/index.ts'),
    knows('mocks/clinic/clinic.ts', 'flow/booking/state.ts'),
    knows('mocks/clinic/clinic.ts', 'node:http'),
    knows('server/relay/relay.ts', 'components/booking/booking.ts'),
    knows('locales/catalogue.ts', 'domain/window/window.ts'),
    knows('testing/actions.ts', 'components/booking/booking.ts'),
    knows('testing/actions.ts', 'vitest'),
    knows('utils/date.ts', 'domain/window/window.ts'),
  ])('$from may not know $to', (broken) => {
    expect(forbidden(broken)).not.toBe(null);
  });

  it('a way round is found', () => {
    const way = [knows('a.ts', 'b.ts'), knows('b.ts', 'c.ts'), knows('c.ts', 'a.ts')];
    expect(cycleIn(way)).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts']);
    expect(cycleIn([knows('a.ts', 'b.ts'), knows('b.ts', 'a.ts', true)])).toBe(null);
  });

  it('a long file is found, and a median that has grown', () => {
    const grown = [lines('api/a.ts', 10), lines('api/b.ts', 200), lines('api/c.ts', 201)];
    expect(tooLong(grown)).toEqual(['api/c.ts']);
    expect(medianLength(grown)).toBe(200);
  });

  it.each(['domain/utils.ts', 'helpers/date.ts', 'api/common/a.ts', 'flow/date-helper.ts'])(
    '%s is a cupboard',
    (path) => {
      expect(cupboards([lines(path, 1), lines('domain/postcode.ts', 1)])).toEqual([path]);
    },
  );

  it('every kind of import is seen', () => {
    const text = `
      import { a } from './a.js';
      import type { B } from './b.js';
      import { type C } from 'lit/decorators.js';
      export * from '../d/e.js';
      const f = () => import('@web/f');
      type G = typeof import('./g.js');`;
    expect(importsOf({ path: 'room/file.ts', text })).toEqual([
      knows('room/file.ts', 'room/a.ts'),
      knows('room/file.ts', 'room/b.ts', true),
      knows('room/file.ts', 'lit', true),
      knows('room/file.ts', 'd/e.ts'),
      knows('room/file.ts', '@web/f'),
      knows('room/file.ts', 'room/g.ts', true),
    ]);
  });
});
