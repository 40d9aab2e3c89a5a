import type { ReactiveControllerHost } from 'lit';
import { registerElement } from './registration.js';

/** The rooms whose code arrives when a person comes near them. */
export type LaterRoom = 'ally-window-picker' | 'ally-patient-form';

/** How the later steps are drawn. */
export type LaterSteps = (typeof import('./window-step.js'))['steps'];

const loadWindowStep = () => import('./window-step.js');

/** The patient's room with the rules for what is given in it. */
export const loadPatientStep = () => import('./patient-step.js');

const code = { 'ally-window-picker': loadWindowStep, 'ally-patient-form': loadPatientStep };

/** Loads and registers the later rooms, and tells the host how far each has come. */
export class LaterRooms {
  /** Null until they have come, with the first of the later rooms. */
  steps: LaterSteps | null = null;

  private readonly standing = new Map<LaterRoom, 'loading' | 'ready' | 'failed'>();

  constructor(private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>) {}

  of(room: LaterRoom): 'loading' | 'ready' | 'failed' | undefined {
    return this.standing.get(room);
  }

  /** Loads a room once; a load that failed is tried again. */
  readonly load = async (room: LaterRoom): Promise<void> => {
    const standing = this.standing.get(room);
    if (standing === 'loading' || standing === 'ready') return;
    this.standing.set(room, 'loading');
    try {
      const step = await code[room]();
      if ('steps' in step) this.steps = step.steps;
      registerElement(room, step.room);
      this.standing.set(room, 'ready');
    } catch {
      this.standing.set(room, 'failed');
    }
    this.host.requestUpdate();
  };
}
