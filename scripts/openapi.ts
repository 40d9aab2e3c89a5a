/**
 * Writes `openapi.json` and `docs/api.md` from the operations of the relay API, and `docs/platform.md` from those of
 * the platform API. With `--check` it only reports which files are stale. It reads the built modules: run `npm run
 * build` first.
 */
import { join } from 'node:path';
import type * as contract from '../src/api/contract/operations.js';
import type * as schemas from '../src/api/contract/order-schemas.js';
import type * as platform from '../src/platform/operations.js';
import { openapi } from '../tools/docs/openapi.js';
import { openapiPage } from '../tools/docs/openapi-page.js';
import { platformPage } from '../tools/docs/platform-page.js';
import { root } from '../tools/process/run.mjs';
import { writeGenerated } from '../tools/process/check-or-write.js';

const built = (file: string): Promise<unknown> => import(join(root, 'dist', 'esm', file));
const { operations } = (await built('api/contract/operations.js')) as typeof contract;
const { orderFailure: failure } = (await built('api/contract/order-schemas.js')) as typeof schemas;
const { platformBase, platformOperations } = (await built(
  'platform/operations.js',
)) as typeof platform;

const described = openapi({ operations, failure });
await writeGenerated(
  {
    'openapi.json': JSON.stringify(described),
    'docs/api.md': openapiPage(described),
    'docs/platform.md': platformPage({ platformBase, platformOperations }),
  },
  { command: 'npm run openapi', isCheck: process.argv.includes('--check') },
);
