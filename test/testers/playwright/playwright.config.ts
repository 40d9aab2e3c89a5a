import { defineConfig } from '@playwright/test';

const port = process.env.PORT ?? '5190';

export default defineConfig({
  testDir: 'test',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    // Where your machine has a browser of its own; else Playwright's is used.
    launchOptions: { executablePath: process.env.CHROMIUM },
  },
  webServer: {
    command: `npm run shop -- --host 127.0.0.1 --strictPort --port ${port}`,
    url: `http://127.0.0.1:${port}`,
  },
});
