/** The element of the classic script. The browser sets `currentScript` only while the script first runs. */
const script = document.currentScript as HTMLScriptElement | null;

/**
 * Imports a file from the folder of the classic script, such as a language, which most pages never need. `import()`
 * takes no hash, so a preload with `integrity` checks the file first.
 */
export const loadSibling = async (file: string, integrity: string): Promise<unknown> => {
  const { href } = new URL(file, script?.src);
  await new Promise((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href, integrity, onload: resolve });
    link.onerror = reject;
    document.head.append(link);
  });
  return import(/* @vite-ignore */ href);
};
