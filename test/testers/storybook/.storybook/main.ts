import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.stories.ts'],
  addons: ['@storybook/addon-vitest'],
  // Holds the worker script that `npx msw init public` makes.
  staticDirs: ['../public'],
  core: { disableTelemetry: true },
};

export default config;
