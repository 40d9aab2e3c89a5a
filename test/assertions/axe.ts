import 'axe-core/axe.min.js';

declare const axe: typeof import('axe-core');

/** Throws if an element violates axe's rules for WCAG 2.2 AA or its best practices. */
export const expectAccessible = async (element: Element): Promise<void> => {
  const { violations } = await axe.run(element, {
    rules: {
      // The element is a part of the merchant's page, which has the landmarks.
      region: { enabled: false },
    },
  });
  const faults = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, html }) => `${String(target)} ${html}`).join('; ')}`,
  );
  if (faults.length > 0) throw new Error(`Not accessible:\n${faults.join('\n')}`);
};
