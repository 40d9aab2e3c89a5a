import type { PlatformAppointment } from '../../platform/schemas.js';
import {
  PlatformUnavailableError,
  PlatformUnknownError,
  ServerError,
  TokenRefusedError,
  TokenUnreadableError,
  TokenUsedError,
} from '../errors.js';
import type { CreatedAppointment } from '../platform/platform-client.js';
import { isSamePatient } from '../platform/mapping.js';
import { PlatformSaysNo } from '../platform/request.js';
import type { OrderData, OrderRow } from '../store/store.js';
import { openToken, type Opened } from '../tokens/selection-token.js';
import type { OrderContext } from './context.js';
import { findAppointments } from './own-appointments.js';
import { beginAttempt, changeRow, inStore } from './rows.js';

/** What a lease must have left beyond the time limit of a create when it is sent. */
const LEASE_MARGIN_MS = 5_000;

/** How long a process has the right to act for an order, before another may take over. */
export function leaseMsOf({ timeoutMs }: OrderContext): number {
  return 2 * timeoutMs + 2 * LEASE_MARGIN_MS;
}

/** The end of one attempt to book an order. */
export type AttemptResult =
  | { readonly kind: 'booked'; readonly found: PlatformAppointment | CreatedAppointment }
  /** A create was sent, and its outcome is not known. */
  | { readonly kind: 'unknown'; readonly cause: unknown }
  /** Nothing was made; the same may succeed later. `isSent`: the platform got a create, and said no to it. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly isSent: boolean }
  /** Nothing was made, and a person is needed. */
  | { readonly kind: 'refused'; readonly error: unknown; readonly isSent: boolean }
  /** Another process has the order now, or the order was cancelled. */
  | { readonly kind: 'lost' };

/** Thrown inside an attempt when the lease is gone. */
class LeaseLostError extends Error {}

/**
 * Renews the lease by compare-and-set, and returns how long it is certain to last: by the monotonic clock and by the
 * wall clock, from before the store was called. The monotonic clock may stand still while a machine sleeps.
 */
async function renewLease(
  context: OrderContext,
  row: OrderRow,
  next: (current: OrderRow) => Partial<OrderData> = () => ({}),
): Promise<() => number> {
  const leaseMs = leaseMsOf(context);
  const [monotonic, wall] = [performance.now(), context.now().getTime()];
  const { isWritten } = await changeRow(context.store, row.key, (current) => {
    const isOurs =
      current?.state === 'attempting' &&
      current.data.holder === row.data.holder &&
      (current.leaseUntil ?? 0) > current.now;
    if (!isOurs) return null;
    return { state: 'attempting', data: { ...current.data, ...next(current) }, leaseMs };
  });
  if (!isWritten) throw new LeaseLostError();
  return () => leaseMs - Math.max(performance.now() - monotonic, context.now().getTime() - wall);
}

/** Patients may repeat on the platform, so a lost answer costs no more than a second patient. */
async function findOrCreatePatient(
  { platform }: OrderContext,
  { data }: OrderRow,
  { selection }: Opened,
): Promise<string> {
  const known = await platform.patientsOf(data.mark);
  const same = known.find((patient) => isSamePatient(patient, selection));
  if (same) return same.id;
  try {
    return (await platform.createPatient(selection, data.mark)).id;
  } catch (error) {
    if (error instanceof PlatformUnknownError) throw new PlatformUnavailableError('createPatient');
    throw error;
  }
}

/** Sends a create, if the lease lasts until its answer is certain to have come. */
async function sendCreate(
  context: OrderContext,
  row: OrderRow,
  {
    opened,
    patientId,
    withWindow,
    withHold,
  }: {
    readonly opened: Opened;
    readonly patientId: string;
    readonly withWindow: boolean;
    readonly withHold: boolean;
  },
): Promise<CreatedAppointment> {
  const left = await renewLease(context, row, (current) => ({ attempts: beginAttempt(current) }));
  const { summary } = opened;
  const selection = withHold ? opened.selection : { ...opened.selection, holdId: undefined };
  const facts = { patientId, externalRef: row.data.mark, price: summary.price, withWindow };
  if (left() <= context.timeoutMs + LEASE_MARGIN_MS) throw new LeaseLostError();
  return await context.platform.createAppointment(selection, facts, {
    timeoutMs: context.timeoutMs,
  });
}

/**
 * Decides about an error of a create. Every refusal is checked by a search before it is believed: something between
 * may have answered for a platform that had done it.
 */
async function judgeCreate(
  context: OrderContext,
  row: OrderRow,
  error: unknown,
): Promise<AttemptResult> {
  if (!(error instanceof ServerError)) throw error;
  if (error instanceof PlatformUnknownError) return { kind: 'unknown', cause: error };
  try {
    const { own } = await findAppointments(context, row.data);
    if (own) return { kind: 'booked', found: own };
  } catch (cause) {
    return { kind: 'unknown', cause };
  }
  return { kind: error.canRetry ? 'failed' : 'refused', error, isSent: true };
}

/** What the answer to a create lacks is as it was asked for. */
function completed(
  found: CreatedAppointment,
  { selection }: Opened,
  withWindow: boolean,
): CreatedAppointment {
  return {
    ...found,
    status: found.status ?? (withWindow ? 'scheduled' : 'scheduling'),
    windowId: found.windowId ?? (withWindow ? selection.windowId : null),
  };
}

async function create(
  context: OrderContext,
  row: OrderRow,
  opened: Opened,
): Promise<AttemptResult> {
  const patientId = await findOrCreatePatient(context, row, opened);
  let withWindow = opened.isPromised || row.data.whenWindowGone === 'refuse';
  // Holds are for the checkout: that of an order that is paid later has lapsed, and its window may be free all the same.
  let withHold = opened.selection.holdId !== undefined;
  for (;;)
    try {
      const found = await sendCreate(context, row, { opened, patientId, withWindow, withHold });
      return { kind: 'booked', found: completed(found, opened, withWindow) };
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      const judged = await judgeCreate(context, row, error);
      if (judged.kind !== 'refused' || !(error instanceof PlatformSaysNo)) return judged;
      const { kind } = error.refusal;
      const canBeLed = withWindow && row.data.whenWindowGone === 'patient_led';
      if (withHold && error.param === 'holdId') withHold = false;
      else if (kind === 'window_unavailable' && canBeLed) withWindow = false;
      else return judged;
    }
}

/** Opens the token of a row. It was opened when it was accepted: if it cannot be now, this process has another secret. */
async function openAccepted(context: OrderContext, { data }: OrderRow): Promise<Opened> {
  try {
    return await openToken(data.token ?? '', context);
  } catch (error) {
    const isAltered = error instanceof TokenRefusedError && error.reason === 'altered';
    throw isAltered ? new TokenUnreadableError('unknown_key') : error;
  }
}

/** Claims the token for the order. A token of another order is refused: it was paid for once. */
async function claimToken({ store, log }: OrderContext, { key, data }: OrderRow): Promise<void> {
  const { digest } = data;
  if (digest === null) return;
  const owner = await inStore(() => store.claimToken(digest, key));
  const isOwn =
    owner.orderRef === key.orderRef && owner.namespace === key.namespace && owner.mode === key.mode;
  if (isOwn) return;
  log({ event: 'order.token_used', orderRef: key.orderRef, usedBy: owner.orderRef });
  throw new TokenUsedError();
}

/**
 * Tries to book an order whose lease this process has (`row.data.holder`): searches, makes the patient, verifies the
 * lease, and sends one create. Never rejects but for a fault of the program.
 */
export async function attempt(context: OrderContext, row: OrderRow): Promise<AttemptResult> {
  try {
    const { own } = await findAppointments(context, row.data);
    if (own) return { kind: 'booked', found: own };
    const opened = await openAccepted(context, row);
    await claimToken(context, row);
    await renewLease(context, row);
    return await create(context, row, opened);
  } catch (error) {
    if (error instanceof LeaseLostError) return { kind: 'lost' };
    if (!(error instanceof ServerError)) throw error;
    return { kind: error.canRetry ? 'failed' : 'refused', error, isSent: false };
  }
}
