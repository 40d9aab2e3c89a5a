/**
 * Every part, one word for one thing, the same in every element. A host forwards its rooms' parts under
 * the same names, so that `ally-booking::part(button)` reaches them all.
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

/** For `exportparts`. */
export const forwardedParts = parts.join(', ');
