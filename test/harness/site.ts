/** Builds the documentation site, and serves it with a static server below a base path. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { scriptsHash } from '../../tools/build/dist.js';
import { root, runScript } from '../../tools/process/run.mjs';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
};

/**
 * Returns a hash of everything that the site is built from: its address, the built scripts, and every file of the
 * project, because a document may link to any file. Returns null in a copy of the project without a Git repository,
 * where the files are not known.
 */
const sourceOf = (address: string): string | null => {
  if (!existsSync(join(root, '.git'))) return null;
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0').sort();
  const hash = createHash('sha256').update(`${process.version} ${address} ${scriptsHash()}`);
  for (const file of files) {
    const path = join(root, file);
    // Git also lists files that are deleted in the working tree.
    if (file === '' || statSync(path, { throwIfNoEntry: false })?.isFile() !== true) continue;
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
};

/** Builds the site into a folder, unless the site there has the same source hash. */
export const buildSite = async (address: string, folder: string): Promise<void> => {
  const mark = `${folder}.built-from`;
  const source = sourceOf(address);
  if (existsSync(folder) && existsSync(mark) && readFileSync(mark, 'utf8') === source) return;
  rmSync(mark, { force: true });
  const flags = ['--built', '--base', address, '--out', folder];
  const code = await runScript('docs', flags, {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Error('The documents site could not be built.');
  if (source !== null) writeFileSync(mark, source);
};

/** Returns the files of the site, by their paths in it. */
export const siteFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(join(folder, file)).isFile());

/** Serves the files of a folder below the path `base`. Returns the address of that path. */
export const serveSite = async (folder: string, base: string) => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const inside = decodeURIComponent(pathname.slice(base.length)) || 'index.html';
    const file = join(folder, inside);
    if (!pathname.startsWith(base) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${base}`,
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};
