/**
 * Writes `openapi.json`, `docs/api.md` and `docs/platform.md` from contract 1's operations and what is assumed of the
 * platform. With `--check` it only says whether they are as it would write them. It reads the built modules: build first.
 */
import { join } from 'node:path';
import { openapi } from './lib/openapi.mjs';
import { openapiPage } from './lib/openapi-page.mjs';
import { platformPage } from './lib/platform-page.mjs';
import { root } from './lib/run.mjs';
import { writeGenerated } from './lib/generated.mjs';

const built = (file) => import(join(root, 'dist', 'esm', file));
const { operations } = await built('api/contract/operations.js');
const { orderFailure: failure } = await built('api/contract/order-schemas.js');
const { platformBase, platformOperations } = await built('platform/operations.js');

const described = openapi({ operations, failure });
await writeGenerated(
  {
    'openapi.json': JSON.stringify(described),
    'docs/api.md': openapiPage(described),
    'docs/platform.md': platformPage({ platformBase, platformOperations }),
  },
  { command: 'npm run openapi', isCheck: process.argv.includes('--check') },
);
