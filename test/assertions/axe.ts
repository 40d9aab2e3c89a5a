import 'axe-core/axe.min.js';

declare const axe: typeof import('axe-core');

/** Fails with every rule of WCAG 2.2 AA, and of good practice, that an element breaks. */
export const expectAccessible = async (element: Element): Promise<void> => {
  const { violations } = await axe.run(element, {
    rules: {
      // The element is a part of somebody's page: landmarks are the page's.
      region: { enabled: false },
    },
  });
  const faults = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, html }) => `${String(target)} ${html}`).join('; ')}`,
  );
  if (faults.length > 0) throw new Error(`Not accessible:\n${faults.join('\n')}`);
};
