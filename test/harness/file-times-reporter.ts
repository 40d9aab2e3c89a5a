/** Reporter of Vitest that saves the duration of each file, setup included. Vitest's JSON report omits the setup. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

export const fileTimesReporter = (outputFile: string): Reporter => {
  const files: { file: string; milliseconds: number }[] = [];
  return {
    onTestModuleEnd(module: TestModule) {
      files.push({
        file: relative(module.project.vitest.config.root, module.moduleId),
        milliseconds: module.diagnostic().duration,
      });
    },
    onTestRunEnd() {
      mkdirSync(dirname(outputFile), { recursive: true });
      writeFileSync(outputFile, JSON.stringify(files));
    },
  };
};
