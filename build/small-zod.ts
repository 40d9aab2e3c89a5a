import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Builds a script with the page's own part of zod; see `page-zod.ts`. */
export const smallZod = (): Plugin => ({
  name: 'small-zod',
  enforce: 'pre',
  resolveId: (id) => (id === 'zod/mini' ? join(import.meta.dirname, 'page-zod.ts') : null),
  onLog(_, log) {
    if (log.code === 'IMPORT_IS_UNDEFINED') this.error(log.message);
  },
  generateBundle(_, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk' && file.code.includes('not in page-zod.ts'))
        this.error(`${file.fileName} judges by a schema that page-zod.ts does not have.`);
  },
});
