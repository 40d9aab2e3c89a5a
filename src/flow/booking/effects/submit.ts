import { ScriptError } from '../../../api/client/errors.js';
import type { FieldProblems, PatientDraft } from '../../../domain/patient/draft.js';
import type { Problem } from '../../../domain/problems.js';
import type { Details, FlowContext } from '../context.js';
import type { Happening } from '../actions.js';
import { withHold } from '../reducers/patient.js';
import { problemOf } from '../../to-problem.js';
import type { PatientState } from '../state.js';

/** The effects that complete the flow: the details are validated, then sealed or booked. */
export interface Finishing {
  changeDraft(draft: PatientDraft): void;
  submitDetails(): void;
  /** Books the complete selection, in `instant` mode. */
  book(): void;
  /** Seals the sealed selection again with a hold that arrived later. Until then the earlier token stays valid. */
  sealAgain(): void;
  /** Seals a selection again whose token has expired. */
  sealAnew(): void;
}

export const createFinishing = (context: FlowContext): Finishing => {
  const { options, questions, get, happen } = context;
  const { api, now, months, loadDetails, mode, fields, orderRef, newKey, maySubmit, onProblem } =
    options;
  let details: Details | null = null;

  const awaitDetails = async (): Promise<Details> => {
    try {
      return (details ??= await loadDetails());
    } catch {
      throw new ScriptError();
    }
  };

  const reading = () => ({ now: now(), months: months(), fields: fields() });

  /**
   * Returns the action after a rejection: one that names a field leads to the field, an unavailable window to the
   * windows.
   */
  const refusalOf = (problem: Problem): Happening | null => {
    if (problem.code === 'window_unavailable') return { type: 'window-lost' };
    const field = problem.param === null ? null : details?.fieldOfParam(problem.param);
    if (field === null || field === undefined) return null;
    return { type: 'details-declined', problems: { [field]: 'field_refused' }, problem };
  };

  const finish = async (patient: PatientState, signal: AbortSignal): Promise<Happening> => {
    const { readSelection } = await awaitDetails();
    const finished = readSelection(patient, reading());
    if (!finished.ok) return { type: 'details-refused', problems: finished.problems };
    // A hold in progress already takes up the window: without the hold's id the window would look taken.
    await context.holding;
    signal.throwIfAborted();
    const selection = withHold(finished.value, get().hold);
    if (mode() === 'instant')
      return { type: 'details-accepted', selection, key: newKey(), orderRef: orderRef() };
    if (!maySubmit()) return { type: 'submission-prevented' };
    const sealed = await api.sealSelection(selection, signal);
    return { type: 'selection-sealed', selection, sealed };
  };

  const sealAgain = (): void => {
    const state = get();
    if (state.step !== 'review' || state.end !== 'sealed' || state.hold === null) return;
    if (state.selection.holdId === state.hold.id) return;
    const selection = withHold(state.selection, state.hold);
    questions.ask('sealing', {
      put: (signal) => api.sealSelection(selection, signal),
      answered: (sealed) => {
        happen({ type: 'selection-resealed', selection, sealed });
      },
      failed: ({ code }) => {
        // After any other failure the earlier token is still valid: a paid order is booked with it.
        if (code === 'window_unavailable') happen({ type: 'window-lost' });
      },
    });
  };

  const seal = (patient: PatientState): void => {
    questions.ask('sealing', {
      put: (signal) => finish(patient, signal),
      answered: (finished) => {
        happen(finished);
        // The hold may have arrived, or have been replaced, while the details were sealed.
        sealAgain();
      },
      failed: (problem) => {
        happen(refusalOf(problem) ?? { type: 'sealing-failed', problem });
      },
    });
  };

  const book = async (): Promise<void> => {
    if (context.holding) await context.holding;
    const state = get();
    if (state.step !== 'review' || state.end !== 'bookable') return;
    // A double click makes one booking.
    if (state.booking.status === 'pending' || !maySubmit()) return;
    const { selection, key, orderRef: reference } = state;
    happen({ type: 'booking-asked' });
    let said: Happening;
    try {
      const ask = { selection, key, ...(reference === '' ? {} : { orderRef: reference }) };
      said = { type: 'appointment-booked', booked: await api.bookSelection(ask) };
    } catch (error) {
      const problem = problemOf(error);
      onProblem(problem);
      said = refusalOf(problem) ?? { type: 'booking-failed', problem };
    }
    happen(said);
  };

  return {
    changeDraft(draft) {
      const state = get();
      if (state.step !== 'patient') return;
      const read = details?.readSelection({ ...state, draft }, reading());
      const wrong: FieldProblems = read?.ok === false ? read.problems : {};
      const found = Object.entries(state.problems).filter(
        ([field, problem]) =>
          field in wrong || (problem === 'field_refused' && isSame(field, draft, state.draft)),
      );
      // The form no longer has the values that are being sealed.
      questions.drop('sealing');
      happen({
        type: 'draft-changed',
        draft,
        problems: Object.fromEntries(
          found.map(([field, problem]) => [field, wrong[field] ?? problem]),
        ),
      });
    },
    submitDetails() {
      const state = get();
      if (state.step !== 'patient' || state.task.status !== 'ready') return;
      // A double click, or Enter pressed twice, is one Continue.
      if (state.sealing.status === 'pending') return;
      // It is not known yet whether clinicians visit the new address.
      if (state.move === 'asked') return;
      happen({ type: 'details-submitted' });
      seal(state);
    },
    book: () => void book(),
    sealAgain,
    sealAnew() {
      const state = get();
      if (state.step === 'patient') seal(state);
    },
  };
};

/** Returns whether a field is unchanged. An answer that the service rejected stays rejected until it is changed. */
const isSame = (field: string, draft: PatientDraft, before: PatientDraft): boolean =>
  draft[field as keyof PatientDraft] === before[field as keyof PatientDraft];
