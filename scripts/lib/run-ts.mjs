import { join } from 'node:path';
import { createRunnableDevEnvironment, resolveConfig } from 'vite';
import { root } from './run.mjs';

/**
 * Runs a TypeScript module of the project in this process, straight from its source: nothing need be built
 * first. Packages are Node's own affair. Settles with what the module exports.
 */
export const runTs = async (path) => {
  const config = await resolveConfig(
    {
      configFile: false,
      root,
      logLevel: 'warn',
      // Node, not a page: packages are left alone, and no file is looked at for values of an environment.
      envDir: false,
      environments: {
        node: {
          consumer: 'server',
          dev: { moduleRunnerTransform: true },
          resolve: { external: true, mainFields: [], conditions: ['node'] },
        },
      },
    },
    'serve',
  );
  const environment = createRunnableDevEnvironment('node', config, {
    runnerOptions: { hmr: { logger: false } },
    hot: false,
  });
  await environment.init();
  // It stays open: what the module imports later is to be found then.
  return environment.runner.import(join(root, path));
};
