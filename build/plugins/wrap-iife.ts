import { build, type Plugin, type Rolldown } from 'vite';
import { buildTarget } from '../../tools/build/browser-targets.js';

const placeholder = /\bstart\(\);/;

/**
 * Wraps the bundle in another script, where it replaces the call `start()`. That script decides whether any of the
 * bundle runs.
 */
export const wrapIife = (entry: string): Plugin => {
  let around: readonly [before: string, after: string];
  return {
    name: 'wrap-iife',
    async buildStart() {
      const [built] = (await build({
        configFile: false,
        logLevel: 'warn',
        build: {
          target: buildTarget,
          write: false,
          minify: false,
          lib: { entry, formats: ['iife'], name: 'script' },
        },
      })) as Rolldown.RolldownOutput[];
      const [before, after, ...more] = built?.output[0].code.split(placeholder) ?? [];
      if (before === undefined || after === undefined || more.length > 0)
        this.error(`${entry} has not one place for the bundle.`);
      else around = [before, after];
    },
    outputOptions: (options) => ({
      ...options,
      banner: () => around[0],
      footer: () => around[1],
    }),
  };
};
