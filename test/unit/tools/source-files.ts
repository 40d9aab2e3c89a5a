import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of `src`, by its path there, with its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export const sourceFiles = (): SourceFile[] =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }));
