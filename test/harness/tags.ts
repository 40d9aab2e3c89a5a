/**
 * Tags of test files, from a line `Tags: …` in the first comment of a file. `@date` marks tests that depend on the
 * date, `@engine` tests of behaviour that differs between browser engines.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Tag without its `@`. */
export type Tag = 'date' | 'engine';

/** Returns the test files with a tag in a folder, by their paths in the project. */
export const filesTagged = (tag: Tag, folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => {
      const [, tags = ''] =
        /^(?:\/\*\*| \*) Tags: (.*?)(?: \*\/)?$/m.exec(readFileSync(join(root, file), 'utf8')) ??
        [];
      return tags.split(' ').includes(`@${tag}`);
    })
    .sort();
