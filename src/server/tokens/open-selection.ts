import type { Selection, Summary } from '../../domain/selection.js';
import type { SealingOptions } from '../options.js';
import { openToken } from './selection-token.js';
import { checkSealingKeys } from './keys.js';

/** What a shop may know of a selection: what was chosen, and nothing of the patient. */
export interface OpenedSelection {
  readonly taskId: string;
  readonly windowId: string;
  readonly summary: Summary;
  readonly mode: 'test' | 'live';
  readonly issuedAt: string;
  /** When the promise of the window ends. */
  readonly expiresAt: string;
  readonly isPromised: boolean;
}

/** All of it: for whoever has a reason to read a patient's details. */
export interface OpenedWithPatient extends OpenedSelection {
  readonly selection: Selection;
}

export interface OpenOptions<WithPatient extends boolean> extends SealingOptions {
  /** Whether the patient's details are read as well; false when absent. */
  readonly patient?: WithPatient;
}

/**
 * Opens a sealed selection: its times and price, as the platform had them. Rejects with `TokenRefusedError`, or with
 * `TokenExpiredError` when it is too old.
 */
export const openSelection = async <WithPatient extends boolean = false>(
  token: string,
  { patient, ...options }: OpenOptions<WithPatient>,
): Promise<WithPatient extends true ? OpenedWithPatient : OpenedSelection> => {
  checkSealingKeys(options.sealingKeys);
  const { selection, summary, mode, issuedAt, promisedUntil, isPromised } = await openToken(
    token,
    options,
  );
  const { taskId, windowId } = selection;
  const opened: OpenedSelection = {
    taskId,
    windowId,
    summary,
    mode,
    isPromised,
    issuedAt: issuedAt.toISOString(),
    expiresAt: promisedUntil.toISOString(),
  };
  return (patient === true ? { ...opened, selection } : opened) as never;
};
