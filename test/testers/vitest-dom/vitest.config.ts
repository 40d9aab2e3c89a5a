import { defineConfig } from 'vitest/config';

const url = 'http://localhost:3000/checkout';

export default defineConfig({
  test: { environmentOptions: { jsdom: { url }, happyDOM: { url } } },
});
