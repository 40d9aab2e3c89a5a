import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importFaults,
  importRules,
  type ImportFault,
} from '../../../tools/architecture/imports.js';
import { sourceFiles } from './source-files.js';

it('every import keeps the rules', async () => {
  expect(await importFaults()).toEqual([]);
});

/** Imports that break a rule each: a file, what it imports, and whether it imports types alone. */
const broken: Readonly<Record<string, readonly [from: string, to: string, typeOnly?: true]>> = {
  domain: ['domain/postcode.ts', 'flow/latest-request.ts', true],
  'api-interfaces': ['api/booking-api.ts', 'api/client/request.ts', true],
  'api-contract': ['api/contract/schemas.ts', 'api/client/errors.ts'],
  'api-client': ['api/client/request.ts', 'flow/latest-request.ts', true],
  platform: ['platform/schemas.ts', 'api/contract/schemas.ts'],
  locales: ['locales/catalogue.ts', 'flow/latest-request.ts', true],
  flow: ['flow/to-problem.ts', 'api/client/request.ts', true],
  'flow-reducers': ['flow/booking/reducers/patient.ts', 'flow/booking/effects/hold.ts', true],
  'flow-effects': ['flow/booking/effects/submit.ts', 'flow/booking/booking-flow.ts', true],
  'components-internal': [
    'components/internal/notices.ts',
    'components/patient-form/patient-form.ts',
    true,
  ],
  'coverage-check': ['components/coverage-check/coverage-check.ts', 'flow/to-problem.ts', true],
  'window-picker': [
    'components/window-picker/window-picker.ts',
    'components/booking/events.ts',
    true,
  ],
  'patient-form': ['components/patient-form/patient-form.ts', 'api/client/errors.ts'],
  'appointment-card': [
    'components/appointment-card/appointment-card.ts',
    'components/patient-form/patient-form.ts',
  ],
  'components-api': ['components/internal/parts.ts', 'api/client/errors.ts'],
  hosts: ['components/booking/booking.ts', 'mocks/index.ts'],
  'booking-types': ['components/booking/view.ts', 'components/booking/lazy-modules.ts', true],
  'booking-parts': [
    'components/booking/host-form/mirror-inputs.ts',
    'components/booking/render.ts',
    true,
  ],
  server: ['server/relay/relay.ts', 'mocks/index.ts', true],
  mocks: ['mocks/node-types.ts', 'flow/to-problem.ts', true],
  'testing-types': ['testing/actions.ts', 'components/appointment/appointment.ts'],
  entries: ['entries/classic.ts', 'server/index.ts'],
  'no-tests': ['version.ts', '../test/unit/some.ts'],
};

describe('a broken rule is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ally-imports-'));
  let faults: readonly ImportFault[];
  const put = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, 'src', file)), { recursive: true });
    writeFileSync(join(folder, 'src', file), text, { flag: 'a' });
  };

  beforeAll(async () => {
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    for (const [from, to, typeOnly] of Object.values(broken)) {
      const up = '../'.repeat(from.split('/').length - 1) || './';
      const words = typeOnly ? 'import type { A } from' : 'export * from';
      put(from, `${words} '${up}${to.replace(/ts$/, 'js')}';\n`);
      put(to, 'export type A = 1;\n');
    }
    put('domain/one.ts', "import './two.js';\n");
    put('domain/two.ts', "import type {} from './one.js';\nexport {};\n");
    put('domain/three.ts', "import 'lit';\n");
    faults = await importFaults(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(Object.entries(broken))('%s', (rule, [from, to]) => {
    expect(faults).toContainEqual({
      rule,
      from: `src/${from}`,
      to: to.startsWith('../') ? to.slice('../'.length) : `src/${to}`,
    });
  });

  it('a circle, of types too, and a package', () => {
    const ofRule = (name: string) => faults.filter(({ rule }) => rule === name);
    expect(ofRule('no-circles').map(({ from }) => from)).toContain('src/domain/one.ts');
    expect(ofRule('domain').map(({ from }) => from)).toContain('src/domain/three.ts');
  });

  it('for every rule that there is', () => {
    const tried = [...Object.keys(broken), 'no-circles'].sort();
    expect(importRules().sort()).toEqual(tried);
  });
});

it('nothing is exported that changes after its file has run: chunks copy each other’s exports', () => {
  const files = sourceFiles();
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter(({ text }) => /^export (?:let|var)\b/m.test(text))).toEqual([]);
});

it('no file is named for odds and ends', () => {
  const names = sourceFiles().map(({ path }) => path);
  expect(names.filter((path) => /\b(utils?|helpers?|common)\b/.test(path))).toEqual([]);
});
