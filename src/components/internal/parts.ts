/**
 * All part names. A name means the same thing in every element. A host forwards the parts of its child elements under
 * the same names, so that `ally-booking::part(button)` matches every button.
 */
export const parts = [
  'step',
  'current',
  'done',
  'upcoming',
  'heading',
  'legend',
  'field',
  'label',
  'hint',
  'input',
  'choice',
  'checked',
  'error',
  'error-summary',
  'button',
  'primary',
  'secondary',
  'link',
  'window-list',
  'day',
  'window',
  'chosen',
  'unavailable',
  'window-time',
  'price',
  'popover',
  'calendar',
  'calendar-nav',
  'calendar-day',
  'free',
  'address-list',
  'summary',
  'notice',
  'status',
  'skeleton',
  'card',
  'test-mark',
] as const;

export type Part = (typeof parts)[number];

/** Value of `exportparts` that forwards all parts. */
export const forwardedParts = parts.join(', ');
