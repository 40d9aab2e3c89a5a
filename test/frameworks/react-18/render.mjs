/** Renders on the server, in Node, what the page's own script takes over. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pages } from './rendered/server.js';

for (const [file, render] of Object.entries(pages)) {
  const page = readFileSync(`dist/${file}`, 'utf8');
  writeFileSync(`dist/${file}`, page.replace('<!--rendered-->', render()));
}
