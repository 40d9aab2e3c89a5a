import { join, posix } from 'node:path';
import { defineConfig, type Rolldown, type UserConfig } from 'vite';
import { eventNames } from './tools/docs/event-names.js';
import { guardedImports } from './build/plugins/sri-imports.js';
import { inlineImports } from './build/plugins/inline-imports.js';
import { minifyTemplates } from './build/plugins/minify-templates.js';
import { ownPolicyName } from './build/plugins/trusted-types-policy.js';
import { serveDemo } from './build/plugins/serve-demo.js';
import { withinScript } from './build/plugins/wrap-iife.js';
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

/** A page has no use for what is written to bundlers; the module script keeps what tells Vite to leave it alone. */
const comments = { annotation: false };

/** Making a schema does nothing but make it: those that no answer needs are left out. */
const treeshake = { manualPureFunctions: ['z'] };

/** The modules that begin a chunk, each with the chunk's name. */
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

/** Whether a module is one of these, by their paths in `src`. */
const isOneOf =
  (...paths: readonly string[]) =>
  (id: string): boolean =>
    paths.includes(inSrc(id));

/** What always arrives together is one file: fewer requests, and smaller in all. */
const groups: Rolldown.CodeSplittingGroup[] = [
  { name: 'booking', tags: ['$initial'] },
  {
    name: 'journey',
    // The order page loads the journey's chunk for the last four.
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

/** What the module script loads: the first step, and the later ones split off, every dependency inside. */
const chunks = (): UserConfig => ({
  plugins: [ownPolicyName(), minifyTemplates(src), guardedImports()],
  build: {
    ...script,
    lib: { entry: { booking: join(src, 'entries', 'module.ts') }, formats: ['es'] },
    rolldownOptions: {
      treeshake,
      preserveEntrySignatures: 'allow-extension',
      output: {
        // Vite leaves the white space of an ES library; we ship to pages.
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

/** The module script itself, which knows the chunks of the first step by name and hash. */
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

/** One classic script that holds everything. */
const classic = (): UserConfig => ({
  plugins: [
    withinScript(join(src, 'entries', 'classic-loader.ts')),
    inlineImports(src, (module) => {
      // A language, and what most pages never load either: each is one file.
      const name = chunkNames[inSrc(module)];
      if (name !== 'cy' && name !== 'test-mode') return null;
      const file = chunkNamed(name);
      return [file, integrityOf(file, 'sha256')];
    }),
    ownPolicyName(),
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

/** The bookings to try in the documents site: theirs alone, with the clinic in the page. */
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
      // One folder, so that whoever loads the widget knows where it lies.
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
