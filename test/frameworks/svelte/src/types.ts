/** Never run: what TypeScript must accept and refuse. */
import type { SvelteHTMLElements } from 'svelte/elements';

type Booking = SvelteHTMLElements['ally-booking'];

export const accepted: Booking = {
  class: 'visit',
  'heading-level': 3,
  mode: 'instant',
  fields: { nhsNumber: 'required' },
  'onally-load-error': ({ detail, currentTarget }) => [detail.canRetry, currentTarget.value],
};

export const refused: Booking[] = [
  // @ts-expect-error no such mode
  { mode: 'later' },
  // @ts-expect-error no such detail
  { prefill: { nickname: 'Ash' } },
  // @ts-expect-error no such step
  { 'onally-step': ({ detail }) => detail.to === 'payment' },
];
