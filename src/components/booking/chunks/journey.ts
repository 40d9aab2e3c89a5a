/**
 * Chunk with the logic of the journey. The first field is shown without it, so it is loaded right after that field. A
 * postcode submitted earlier waits for it.
 */
import type { BookingApi } from '../../../api/booking-api.js';
import { createHttpBookingApi } from '../../../api/client/http-booking-api.js';
import type { FieldRules } from '../../../domain/patient/draft.js';
import { createBookingFlow } from '../../../flow/booking/booking-flow.js';
import type { BookingFlow } from '../../../flow/booking/booking-flow.js';
import type { BookingFlowOptions } from '../../../flow/booking/context.js';
import type { BookingMode, FlowListener } from '../../../flow/booking/context.js';
import { AllySubmitEvent } from '../events.js';
import { loadPatientStep } from '../lazy-modules.js';

export { announce } from '../announcements.js';
export { pageEvents } from '../host-events.js';
export { typedMonths } from '../../internal/strings.js';

/** The properties of the element that the journey reads. */
interface Host extends EventTarget {
  readonly api: BookingApi | null;
  readonly apiBase: string;
  readonly fetch: typeof globalThis.fetch | null;
  readonly taskId: string;
  readonly mode: BookingMode;
  readonly orderRef: string;
  readonly fields: FieldRules;
}

/**
 * Creates the journey. `of` returns the element that has the journey at present: with `state-key` it can pass from one
 * element to another.
 */
export const makeJourney = (
  of: () => Host,
  {
    follow,
    ...more
  }: Pick<BookingFlowOptions, 'from' | 'months' | 'onProblem'> & { readonly follow: FlowListener },
): BookingFlow => {
  const { api, apiBase, fetch, taskId } = of();
  const flow = createBookingFlow({
    api: api ?? createHttpBookingApi({ apiBase, fetch: fetch ?? undefined }),
    taskId,
    now: () => new Date(),
    loadDetails: loadPatientStep,
    mode: () => of().mode,
    orderRef: () => of().orderRef,
    fields: () => of().fields,
    maySubmit: () => of().dispatchEvent(new AllySubmitEvent()),
    ...more,
  });
  flow.subscribe(follow);
  return flow;
};
