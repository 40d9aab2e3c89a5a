/** The module script: so small that a second one costs nothing, for it looks for a first before it loads. */
import { version } from './components/version.js';
import { startOnce } from './single-copy.js';

/** What the first step needs, its entry first: files beside this one with their hashes. Set by the build. */
declare const firstFiles: readonly (readonly [file: string, integrity: string])[];

/** A module that is imported after it failed to load may be refused for good, so its arrival is awaited here. */
const arrival = (href: string, integrity: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href, integrity, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`<ally-booking> ${version} could not be loaded.`));
    };
    document.head.append(link);
  });

startOnce(version, async () => {
  const files = firstFiles.map(([file, integrity]) => {
    const { href } = new URL(file, import.meta.url);
    return { href, arrived: arrival(href, integrity) };
  });
  await Promise.all(files.map(({ arrived }) => arrived));
  await import(/* @vite-ignore */ files[0]?.href ?? '');
});
