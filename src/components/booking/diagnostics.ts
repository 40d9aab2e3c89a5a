import type { Problem } from '../../domain/problems.js';
import type { BookingMode } from '../../flow/booking/context.js';
import type { Step } from '../../flow/booking/state.js';
import type { WhenUnavailable } from './host.js';

/** The configuration of an element, and its open step. */
interface Setup {
  readonly apiBase: string;
  readonly taskId: string;
  readonly mode: BookingMode;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly whenUnavailable: WhenUnavailable;
  readonly step: Step;
  readonly complete: boolean;
}

/** Information for a support request. Nothing in it is personal. */
export interface Diagnostics extends Setup {
  readonly version: string;
  /** The failed requests of this element, oldest first. */
  readonly problems: readonly Pick<Problem, 'code' | 'requestId'>[];
}

export const diagnosticsOf = (
  { apiBase, taskId, mode, required, disabled, whenUnavailable, step, complete }: Setup,
  version: string,
  problems: readonly Problem[],
): Diagnostics => ({
  version,
  apiBase,
  taskId,
  mode,
  required,
  disabled,
  whenUnavailable,
  step,
  complete,
  problems: problems.map(({ code, requestId }) => ({ code, requestId })),
});
