/**
 * Writes `openapi.json`, `docs/api.md` and `docs/platform.md` from contract 1's operations and what is assumed of the
 * platform. With `--check` it only says whether they are as it would write them. It reads the built modules: build first.
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
