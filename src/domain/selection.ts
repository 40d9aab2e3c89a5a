import type { Address, PlaceKind } from './patient/address.js';
import type { PatientDraft, VisitFor } from './patient/draft.js';
import type { Contact, Patient, PatientDetails } from './patient/validate-draft.js';
import type { ConsentGiven } from './task.js';
import type { Price } from './price.js';

/**
 * A complete selection. In `checkout` mode it is sealed, and booked once the order is paid. In `instant` mode it is
 * booked from the page.
 */
export interface Selection {
  readonly taskId: string;
  readonly windowId: string;
  readonly holdId?: string | undefined;
  readonly for: VisitFor;
  readonly contact?: Contact | undefined;
  /** Exactly one patient for now. */
  readonly patients: readonly Patient[];
  readonly location: { readonly kind: PlaceKind; readonly address: Address };
  readonly note?: string | undefined;
  readonly consents: readonly ConsentGiven[];
}

/** The part of a selection that a page may read: nothing about the patient. */
export interface Summary {
  readonly taskName: string;
  readonly startAt: string;
  readonly endAt: string;
  readonly timeZone: string;
  readonly price?: Price | undefined;
}

/** A selection that the relay has sealed. The token is opaque to the page and travels with the order. */
export interface SealedSelection {
  readonly token: string;
  /** When the token expires; ISO 8601 instant. */
  readonly expiresAt: string;
  readonly summary: Summary;
}

/**
 * The selection so far: the draft as typed, and in `finished` the complete selection once the details are accepted.
 */
export interface SelectionSoFar {
  readonly taskId: string;
  readonly postcode: string;
  readonly windowId: string | null;
  readonly draft: PatientDraft;
  readonly finished: Selection | null;
}

/** Builds a complete selection from the details of a valid draft. */
export const makeSelection = (
  { visitFor, contact, patient, placeKind, address, note, consents }: PatientDetails,
  { taskId, windowId }: { taskId: string; windowId: string },
): Selection => ({
  taskId,
  windowId,
  for: visitFor,
  ...(contact === null ? {} : { contact }),
  patients: [patient],
  location: { kind: placeKind, address },
  ...(note === '' ? {} : { note }),
  consents,
});
