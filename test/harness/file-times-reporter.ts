/** Writes how long each file took, with what is set up in it: Vitest's own report leaves that out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** The reporter of Vitest that writes these times into a file. */
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
