import type { ReactiveControllerHost } from 'lit';
import { registerElement } from '../internal/define-element.js';

const loadWindowStep = () => import('./chunks/window.js');

/** The patient's room with the rules for what is given in it. */
export const loadPatientStep = () => import('./chunks/patient.js');

const loadShopForm = () => import('./host-form/host-form-controller.js');

const loadConfirmation = () => import('./steps/confirmation-step.js');

/** What arrives when a person comes near it. */
const code = {
  'ally-window-picker': loadWindowStep,
  'ally-patient-form': loadPatientStep,
  confirmation: loadConfirmation,
  'shop-form': loadShopForm,
};

export type LaterRoom = keyof typeof code;

export type LaterCode = { [Room in LaterRoom]: Awaited<ReturnType<(typeof code)[Room]>> };

/** Loads and registers the later rooms, and tells the host how far each has come. */
export class LaterRooms {
  private readonly loaded: Partial<LaterCode> = {};
  private readonly standing = new Map<LaterRoom, 'loading' | 'failed'>();

  constructor(private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>) {}

  /** Null until it has come. */
  get<Room extends LaterRoom>(room: Room): LaterCode[Room] | null {
    return this.loaded[room] ?? null;
  }

  hasFailed(room: LaterRoom): boolean {
    return this.standing.get(room) === 'failed';
  }

  /** Loads a room ahead of its time; one that failed is left until it is needed. */
  async prepare(room: LaterRoom): Promise<void> {
    if (!this.hasFailed(room)) await this.load(room);
  }

  /** Loads a room once; a load that failed is tried again. */
  async load(room: LaterRoom): Promise<void> {
    if (this.loaded[room] || this.standing.get(room) === 'loading') return;
    this.standing.set(room, 'loading');
    try {
      const step = await code[room]();
      if ('room' in step) registerElement(room, step.room);
      Object.assign(this.loaded, { [room]: step });
      this.standing.delete(room);
    } catch {
      this.standing.set(room, 'failed');
    }
    this.host.requestUpdate();
  }
}
