/** A process of its own for a TypeScript module of the project: `node scripts/lib/start-ts.mjs path/to/module.ts`. */
import { runTs } from './run-ts.mjs';

await runTs(process.argv[2]);
