import { join, posix } from 'node:path';
import { defineConfig, type Rolldown, type UserConfig } from 'vite';
import { eventNames } from './tools/docs/event-names.js';
import { sriImports } from './build/plugins/sri-imports.js';
import { inlineImports } from './build/plugins/inline-imports.js';
import { minifyTemplates } from './build/plugins/minify-templates.js';
import { trustedTypesPolicy } from './build/plugins/trusted-types-policy.js';
import { serveDemo } from './build/plugins/serve-demo.js';
import { wrapIife } from './build/plugins/wrap-iife.js';
import {
  chunkNamed,
  hashesFile,
  integrityOf,
  versionFolder,
  withImports,
  scriptsHash,
} from './tools/build/dist.js';
import { buildTarget } from './tools/build/browser-targets.js';

const root = import.meta.dirname;
const src = join(root, 'src');

const demo = (script: 'source' | 'built'): UserConfig => ({
  root: join(root, 'demo'),
  plugins: [serveDemo(root, script)],
  server: { host: '127.0.0.1', fs: { allow: [root] } },
  optimizeDeps: {
    include: [
      'lit',
      'lit/decorators.js',
      'lit/directives/if-defined.js',
      'msw',
      'msw/browser',
      'postcode',
      'temporal-polyfill',
      'zod/mini',
    ],
  },
});

const script = {
  target: buildTarget,
  outDir: join(root, 'dist', versionFolder),
  sourcemap: true,
  copyPublicDir: false,
};

/** Removes the annotations for bundlers, which a page does not need. The module script keeps its `@vite-ignore`. */
const comments = { annotation: false };

/** Treats calls of zod as free of side effects, so that unused schemas are removed. */
const treeshake = { manualPureFunctions: ['z'] };

/** The entry module of each chunk, with the name of the chunk. */
const chunkNames: Readonly<Record<string, string>> = {
  'components/booking/chunks/journey.ts': 'journey',
  'components/booking/chunks/window.ts': 'window-step',
  'components/booking/chunks/patient.ts': 'patient-step',
  'components/booking/steps/confirmation-step.ts': 'confirmation',
  'components/booking/host-form/host-form-controller.ts': 'shop-form',
  'components/booking/dev/dev-warnings.ts': 'test-mode',
  'components/window-picker/calendar/calendar.ts': 'window-calendar',
  'entries/register-appointment.ts': 'register-appointment',
  'locales/cy.ts': 'cy',
  'locales/cy.order-page.ts': 'cy-order-page',
};

const inSrc = (id: string): string => posix.relative(src, id);

/** Returns a test for modules, by their paths in `src`. */
const isOneOf =
  (...paths: readonly string[]) =>
  (id: string): boolean =>
    paths.includes(inSrc(id));

/** Modules that are always loaded together share a chunk: fewer requests, and less to download. */
const groups: Rolldown.CodeSplittingGroup[] = [
  { name: 'booking', tags: ['$initial'] },
  {
    name: 'journey',
    // Order pages load this chunk for its last four modules.
    test: isOneOf(
      'components/booking/chunks/journey.ts',
      'components/internal/formatting.ts',
      'api/client/parse-responses.ts',
      'domain/time/zoned-time.ts',
      'domain/price.ts',
    ),
  },
  {
    name: 'window-step',
    test: isOneOf(
      'components/booking/chunks/window.ts',
      'components/booking/steps/window-step.ts',
      'components/booking/steps/review-step.ts',
    ),
  },
];

/** The chunks that the module script loads: the first step and the later ones, with every dependency bundled. */
const chunks = (): UserConfig => ({
  plugins: [trustedTypesPolicy(), minifyTemplates(src), sriImports()],
  build: {
    ...script,
    lib: { entry: { booking: join(src, 'entries', 'module.ts') }, formats: ['es'] },
    rolldownOptions: {
      treeshake,
      preserveEntrySignatures: 'allow-extension',
      output: {
        // Vite keeps white space in ES libraries by default. Ours is for pages.
        minify: true,
        comments,
        codeSplitting: { groups },
        entryFileNames: 'chunks/[name].js',
        chunkFileNames: ({ name, facadeModuleId }) =>
          `chunks/${chunkNames[inSrc(facadeModuleId ?? '')] ?? name}.js`,
      },
    },
  },
});

/** The module script, with the names and hashes of the chunks of the first step. */
const module = (): UserConfig => ({
  define: {
    firstFiles: JSON.stringify(
      [...withImports(chunkNamed('booking'))].map((file) => [file, integrityOf(file, 'sha256')]),
    ),
    hashesFile: JSON.stringify([hashesFile, integrityOf(hashesFile, 'sha256')]),
  },
  build: {
    ...script,
    emptyOutDir: false,
    lib: { entry: { 'ally-booking': join(src, 'entries', 'module-loader.ts') }, formats: ['es'] },
    rolldownOptions: { output: { minify: true, entryFileNames: '[name].js' } },
  },
});

/** The classic script: everything in one file. */
const classic = (): UserConfig => ({
  plugins: [
    wrapIife(join(src, 'entries', 'classic-loader.ts')),
    inlineImports(src, (module) => {
      // Most pages load neither the language nor the warnings of test mode: both stay files of their own.
      const name = chunkNames[inSrc(module)];
      if (name !== 'cy' && name !== 'test-mode') return null;
      const file = chunkNamed(name);
      return [file, integrityOf(file, 'sha256')];
    }),
    trustedTypesPolicy(),
    minifyTemplates(src),
  ],
  build: {
    ...script,
    emptyOutDir: false,
    lib: {
      entry: join(src, 'entries', 'classic.ts'),
      formats: ['iife'],
      name: 'AllyBooking',
      fileName: () => 'ally-booking.classic.js',
    },
    rolldownOptions: { treeshake },
  },
});

/** The live bookings of the documents site, over mocks in the page. */
const site = (): UserConfig => ({
  root: join(root, 'site', 'live'),
  base: './',
  define: {
    eventNames: JSON.stringify(eventNames(root)),
    widget: JSON.stringify(`../widget/${scriptsHash()}/ally-booking.js`),
  },
  build: {
    target: buildTarget,
    outDir: join(root, '.cache', 'site-pages', 'public', 'live'),
    emptyOutDir: true,
    rolldownOptions: {
      input: join(root, 'site', 'live', 'live.ts'),
      preserveEntrySignatures: false,
      // All files in one folder: the path of the widget is relative to the file that loads it.
      output: { entryFileNames: 'live.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

const modes: Record<string, () => UserConfig> = {
  dev: () => demo('source'),
  demo: () => demo('built'),
  module,
  classic,
  site,
};

export default defineConfig(({ mode }) => (modes[mode] ?? chunks)());
