/** The script that runs: known only while it runs for the first time. */
const script = document.currentScript as HTMLScriptElement | null;

/**
 * Imports a file from the classic script's own folder: a language, which most pages never need. `import()` cannot say
 * what a hash must be, so it is imported once a preload has checked it.
 */
export const besideScript = async (file: string, integrity: string): Promise<unknown> => {
  const { href } = new URL(file, script?.src);
  await new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href, integrity, onload: resolve });
    link.onerror = reject;
    document.head.append(link);
  });
  return import(/* @vite-ignore */ href);
};
