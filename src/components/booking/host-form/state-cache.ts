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

/** By `state-key`, in memory alone: it ends with the page. */
const kept = new Map<string, Kept>();

/** The page looked at the new element too early: now it stands as the old one did. */
const tellReady = async (element: BookingHost): Promise<void> => {
  // The journey is the element's only after this call.
  await Promise.resolve();
  await element.updateComplete;
  element.dispatchEvent(new AllyReadyEvent());
};

/**
 * The journey of an element: the one that was in its place before, if that has been torn out; else a new one. Of another
 * Task only what was typed is taken along.
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
