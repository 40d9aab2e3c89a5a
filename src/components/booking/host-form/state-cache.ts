import type { BookingFlow } from '../../../flow/booking/booking-flow.js';
import type { BookingState } from '../../../flow/booking/state.js';
import { AllyReadyEvent } from '../events.js';
import type { BookingHost } from '../host.js';

interface Kept {
  readonly flow: BookingFlow;
  readonly taskId: string;
  readonly apiBase: string;
  element: BookingHost;
}

/** The journeys by `state-key`. They are in memory only, and end with the page. */
const kept = new Map<string, Kept>();

/** Dispatches `ally-ready` once more: the page may have read the new element before it had the journey. */
const tellReady = async (element: BookingHost): Promise<void> => {
  // The caller gives the journey to the element after this call.
  await Promise.resolve();
  await element.updateComplete;
  element.dispatchEvent(new AllyReadyEvent());
};

/**
 * Returns the journey of an element: that of an earlier element with the same key, if it has left the page, otherwise
 * a new one. From a journey for another Task or relay only what was typed is taken over.
 */
export const keepJourney = <Host extends BookingHost>(
  element: Host,
  from: BookingState,
  make: (of: () => Host, from: BookingState) => BookingFlow,
): BookingFlow => {
  const { taskId, apiBase } = element;
  const stateKey = element.getAttribute('state-key') ?? '';
  const before = kept.get(stateKey);
  const isFree = before !== undefined && before.element !== element && !before.element.isConnected;
  if (isFree && before.taskId === taskId && before.apiBase === apiBase) {
    before.element = element;
    void tellReady(element);
    return before.flow;
  }
  const { draft, postcode } = isFree ? before.flow.get() : from;
  const holder = { element };
  const flow = make(() => holder.element, { ...from, draft, postcode });
  kept.set(stateKey, Object.assign(holder, { flow, taskId, apiBase }));
  return flow;
};
