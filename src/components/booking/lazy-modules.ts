import type { ReactiveControllerHost } from 'lit';
import { registerElement } from '../internal/define-element.js';

const loadWindowStep = () => import('./chunks/window.js');

/** Loads the third step with the rules that validate its fields. */
export const loadPatientStep = () => import('./chunks/patient.js');

const loadShopForm = () => import('./host-form/host-form-controller.js');

const loadConfirmation = () => import('./steps/confirmation-step.js');

/** Loaders of the modules that are not needed at the start, by name. */
const code = {
  'ally-window-picker': loadWindowStep,
  'ally-patient-form': loadPatientStep,
  confirmation: loadConfirmation,
  'shop-form': loadShopForm,
};

export type LaterRoom = keyof typeof code;

export type LaterCode = { [Room in LaterRoom]: Awaited<ReturnType<(typeof code)[Room]>> };

/** Loads the later modules, registers their elements, and updates the host when one is loaded or has failed. */
export class LaterRooms {
  private readonly loaded: Partial<LaterCode> = {};
  private readonly standing = new Map<LaterRoom, 'loading' | 'failed'>();

  constructor(private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>) {}

  /** Returns a module; null until it is loaded. */
  get<Room extends LaterRoom>(room: Room): LaterCode[Room] | null {
    return this.loaded[room] ?? null;
  }

  hasFailed(room: LaterRoom): boolean {
    return this.standing.get(room) === 'failed';
  }

  /** Preloads a module. One that has failed is not loaded again until it is needed. */
  async prepare(room: LaterRoom): Promise<void> {
    if (!this.hasFailed(room)) await this.load(room);
  }

  /** Loads a module once. A load that has failed is retried. */
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
