import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** A file of `src`, by its path there, with what it says. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** A path in `src`, or a package's name. */
  readonly to: string;
  readonly typeOnly: boolean;
}

export const sourceFiles = (): SourceFile[] =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }));

/** Every import, export-from and `import()` of a file. */
export const importsOf = ({ path, text }: SourceFile): Import[] => {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const to = specifier.text.startsWith('.')
      ? posix.join(dirname(path), specifier.text.replace(/\.js$/, '.ts'))
      : specifier.text.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
    found.push({ from: path, to, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      const allTypes =
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (node.importClause?.name === undefined &&
          bindings !== undefined &&
          ts.isNamedImports(bindings) &&
          bindings.elements.every(({ isTypeOnly }) => isTypeOnly));
      add(node.moduleSpecifier, allTypes);
    }
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022));
  return found;
};

/** Whom each room may know, of ours and of others. */
const mayKnow: Record<string, readonly string[]> = {
  domain: ['domain', 'postcode'],
  platform: ['domain', 'platform', 'api', 'zod'],
  api: ['domain', 'api', 'zod'],
  flow: ['domain', 'api', 'flow'],
  locales: ['domain', 'locales'],
  components: ['domain', 'flow', 'locales', 'components', 'version', 'lit', '@floating-ui/dom'],
  mocks: ['domain', 'api', 'platform', 'mocks', 'msw', 'zod', 'temporal-polyfill'],
  server: ['domain', 'api', 'platform', 'server', 'zod', 'libphonenumber-js'],
  testing: ['domain', 'flow', 'components', 'testing'],
  doors: ['domain', 'api', 'flow', 'locales', 'components', 'version', 'doors'],
  version: [],
};

/** Of whom each room may know the types alone. */
const nameOnly: Record<string, readonly string[]> = {
  locales: ['domain'],
  // Verbs for tests bring nothing of the elements with them.
  testing: ['domain', 'flow', 'components'],
};

const roomOf = (path: string): string => {
  if (path === 'version.ts') return 'version';
  const [folder = ''] = path.split('/');
  return folder === path || folder === 'entries' ? 'doors' : folder;
};

const rooms = /^components\/(coverage-check|window-picker|patient-form|appointment-card)\//;

/** The composition roots of the page's side, a host each: they alone join the service to what happens next. */
const compositionRoot = new Set([
  'components/booking/chunks/journey.ts',
  'components/booking/booking.ts',
  'components/appointment/appointment.ts',
]);

/** The doors in Node: they alone know what Node has. */
const inNode = new Set([
  ...['mocks/node.ts', 'mocks/node-http.ts', 'server/node.ts'],
  ...['mocks/platform/server.ts', 'mocks/platform/journal.ts'],
]);

/** What an import does that the plan of the house forbids; null when it is fine. */
export const forbidden = ({ from, to, typeOnly }: Import): string | null => {
  const room = roomOf(from);
  const target = to.endsWith('.ts') ? roomOf(to) : to;
  const known = mayKnow[room];
  if (!known) return `${from}: ${room} is no room of the house`;
  if (rooms.test(from) && ['flow', 'api'].includes(target)) return `${from} may not know ${to}`;
  if (!typeOnly && nameOnly[room]?.includes(target)) return `${from} may only name ${to}`;
  if (compositionRoot.has(from) && target === 'api') return null;
  if (inNode.has(from) && target.startsWith('node:')) return null;
  return known.includes(target) ? null : `${from} may not know ${to}`;
};

/** Folders and files named for odds and ends; a helper lives with the noun that it helps. */
export const cupboards = (files: readonly SourceFile[]): string[] =>
  files.map(({ path }) => path).filter((path) => /\b(utils?|helpers?|common)\b/.test(path));

/** The host carries the whole face that merchants see, with a doc comment for each name of it. */
const long = new Set(['components/booking/booking.ts', 'locales/cy.ts']);

/** The face of an element is a list, one line for each name: it is looked up, not held in the head. */
const lengthOf = ({ text }: SourceFile): number =>
  text.split('\n').filter((line) => !/^ \* @\w+ /.test(line)).length - 1;

export const tooLong = (files: readonly SourceFile[]): string[] =>
  files.filter((file) => lengthOf(file) > 200 && !long.has(file.path)).map(({ path }) => path);

export const medianLength = (files: readonly SourceFile[]): number =>
  files.map(lengthOf).sort((a, b) => a - b)[Math.floor(files.length / 2)] ?? 0;

/** A way round from a file to itself, if there is one; types alone make none. */
export const cycleIn = (imports: readonly Import[]): string[] | null => {
  const graph = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly) graph.set(from, [...(graph.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (path: string, way: string[]): string[] | null => {
    const start = way.indexOf(path);
    if (start >= 0) return [...way.slice(start), path];
    if (done.has(path)) return null;
    for (const to of graph.get(path) ?? []) {
      const cycle = walk(to, [...way, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const cycle = walk(path, []);
    if (cycle) return cycle;
  }
  return null;
};
