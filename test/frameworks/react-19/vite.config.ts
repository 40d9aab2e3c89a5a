import { defineConfig } from 'vite';

export default defineConfig(({ isSsrBuild }) => ({
  build: isSsrBuild
    ? { outDir: 'rendered' }
    : { rolldownOptions: { input: ['index.html', 'server.html', 'server-props.html'] } },
}));
