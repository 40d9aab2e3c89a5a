import type { Address, PlaceKind } from './patient/address.js';
import type { PatientDraft, VisitFor } from './patient/draft.js';
import type { Contact, Patient, PatientDetails } from './patient/validate-draft.js';
import type { ConsentGiven } from './task.js';
import type { Price } from './price.js';

/** A finished selection: what is sealed, and booked once the order is paid. */
export interface Selection {
  readonly taskId: string;
  readonly windowId: string;
  readonly holdId?: string | undefined;
  readonly for: VisitFor;
  readonly contact?: Contact | undefined;
  /** One for now. */
  readonly patients: readonly Patient[];
  readonly location: { readonly kind: PlaceKind; readonly address: Address };
  readonly note?: string | undefined;
  readonly consents: readonly ConsentGiven[];
}

/** What a page may know of a selection: nothing of the patient. */
export interface Summary {
  readonly taskName: string;
  readonly startAt: string;
  readonly endAt: string;
  readonly timeZone: string;
  readonly price?: Price | undefined;
}

/** A selection sealed by the relay: the token is opaque here and travels with the order. */
export interface SealedSelection {
  readonly token: string;
  /** When the promise of the window ends; ISO 8601 instant. */
  readonly expiresAt: string;
  readonly summary: Summary;
}

/** What has been given of a selection: as typed, and finished once it has been sealed. */
export interface SelectionSoFar {
  readonly taskId: string;
  readonly postcode: string;
  readonly windowId: string | null;
  readonly draft: PatientDraft;
  readonly finished: Selection | null;
}

/** Puts a finished selection together. */
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
