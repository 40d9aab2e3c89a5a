import type { Problem } from '../../domain/problems.js';
import type { BookingMode } from '../../flow/booking/context.js';
import type { Step } from '../../flow/booking/state.js';
import type { WhenUnavailable } from './host.js';

/** How an element is set up, and where it stands. */
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

/** What may be sent to whoever is asked for help: nothing of it is personal. */
export interface Diagnostics extends Setup {
  readonly version: string;
  /** What went wrong, oldest first. */
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
