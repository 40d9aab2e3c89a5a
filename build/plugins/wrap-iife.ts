import { build, type Plugin, type Rolldown } from 'vite';
import { buildTarget } from '../../tools/build/browser-targets.js';

const place = /\bstart\(\);/;

/** Puts the bundle into the one place that another script leaves for it, so that the script decides whether it runs. */
export const withinScript = (entry: string): Plugin => {
  let around: readonly [before: string, after: string];
  return {
    name: 'within-script',
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
      const [before, after, ...more] = built?.output[0].code.split(place) ?? [];
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
