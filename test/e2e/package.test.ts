import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../tools/process/run.mjs';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<
    Record<string, string | { readonly types: string; readonly default?: string }>
  >;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

let folder: string;
let installed: string;

/** Runs a module in a project that has installed the package. Returns its output. */
const run = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ally-package-'));
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as readonly { readonly filename: string }[];
  execFileSync('tar', ['-xzf', join(folder, packed?.filename ?? ''), '-C', folder]);
  const modules = join(folder, 'node_modules');
  installed = join(modules, manifest.name);
  // Links only the dependencies and peer dependencies of the package, from this project's node_modules.
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
  mkdirSync(dirname(installed), { recursive: true });
  renameSync(join(folder, 'package'), installed);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the package', () => {
  it('holds every file that it promises, with its types and source map', () => {
    const files = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string'
        ? [entry]
        : [entry.types, ...(entry.default ? [entry.default, `${entry.default}.map`] : [])],
    );
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !existsSync(join(installed, file)))).toEqual([]);
    for (const file of ['ally-booking.js', 'ally-booking.classic.js', 'integrity.json'])
      expect(existsSync(join(installed, 'dist', `v${manifest.version}`, file))).toBe(true);
  });

  it('is safe on a server, and importing it registers nothing', () => {
    const output = run(`
      const before = typeof HTMLElement + typeof document;
      const { AllyBooking, isBookingError } = await import('${manifest.name}');
      console.log(before, typeof AllyBooking, typeof isBookingError,
        globalThis.customElements?.get('ally-booking'), typeof document);`);
    expect(output).toBe('undefinedundefined function function undefined undefined');
  });

  it('F7: can be asked for on a server to load the script, where it does nothing', () => {
    const output = run(`
      const { loadBooking } = await import('${manifest.name}/load');
      console.log(await loadBooking({ src: '/ally-booking.js' }), typeof document, typeof HTMLElement);`);
    expect(output).toBe('undefined undefined undefined');
  });

  it('registers by `define`', () => {
    const output = run(`
      await import('${manifest.name}/define');
      const { AllyBooking } = await import('${manifest.name}');
      console.log(customElements.get('ally-booking') === AllyBooking,
        globalThis[Symbol.for('ally-booking')].version);`);
    expect(output).toBe(`true ${manifest.version}`);
  });

  it('brings the clinic for tests in Node', () => {
    const output = run(`
      const { createClinic, scenarios } = await import('${manifest.name}/mocks');
      const { clinicServer } = await import('${manifest.name}/mocks/node');
      const base = 'http://localhost/ally';
      const server = clinicServer({ base, clinic: createClinic() });
      server.listen();
      const answer = await fetch(base + '/tasks/tsk_blood');
      server.close();
      console.log(answer.status, Object.keys(scenarios).length > 3);`);
    expect(output).toBe('200 true');
  });

  it('brings verbs for tests, which Node can import as Playwright does', () => {
    const output = run(`
      const { aPatient, fillBooking } = await import('${manifest.name}/testing');
      console.log(typeof fillBooking, aPatient({ town: 'Leeds' }).town, typeof document);`);
    expect(output).toBe('function Leeds undefined');
  });

  it('is understood by TypeScript, in a bundler and in Node', () => {
    writeFileSync(
      join(folder, 'shop.ts'),
      `import type { AllyBooking, Summary } from '${manifest.name}';
       import '${manifest.name}/define';
       import { loadBooking, ScriptError } from '${manifest.name}/load';
       import { createClinic, type Clinic } from '${manifest.name}/mocks';
       import { startClinic } from '${manifest.name}/mocks/browser';
       import { aPatient, fillBooking, type BookingReading } from '${manifest.name}/testing';
       const booking: AllyBooking | null = document.querySelector('ally-booking');
       export const summary: Summary | null | undefined = booking?.summary;
       export const clinic: Clinic = createClinic();
       export const open = (): Promise<() => void> => startClinic({ clinic });
       export const loaded: Promise<void> = loadBooking({ src: '/ally-booking.js', integrity: 'sha384-' });
       export const canRetry = (error: unknown): boolean => error instanceof ScriptError && error.canRetry;
       export const filled: Promise<BookingReading> = fillBooking(document, { patient: aPatient() });
       // @ts-expect-error an unknown field
       export const unknownField = aPatient({ age: 40 });
       // @ts-expect-error the type is not number
       export const wrongType: number = booking?.value;`,
    );
    for (const [module, moduleResolution] of [
      ['esnext', 'bundler'],
      ['nodenext', 'nodenext'],
    ] as const)
      execFileSync(
        process.execPath,
        [
          join(root, 'node_modules/typescript/bin/tsc'),
          ...['--noEmit', '--strict', '--target', 'es2022', '--skipLibCheck'],
          ...['--module', module, '--moduleResolution', moduleResolution, 'shop.ts'],
        ],
        { cwd: folder, stdio: 'pipe' },
      );
  });
});
