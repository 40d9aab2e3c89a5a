import type { ReactiveControllerHost } from 'lit';
import { registerElement } from './registration.js';

/** The rooms whose code arrives when a person comes near them. */
export type LaterRoom = 'ally-window-picker' | 'ally-patient-form';

const code: Record<LaterRoom, () => Promise<CustomElementConstructor>> = {
  'ally-window-picker': async () => (await import('./window-picker.js')).AllyWindowPicker,
  'ally-patient-form': async () => (await import('./patient-form.js')).AllyPatientForm,
};

/** Loads and registers the later rooms, and tells the host how far each has come. */
export class LaterRooms {
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
      registerElement(room, await code[room]());
      this.standing.set(room, 'ready');
    } catch {
      this.standing.set(room, 'failed');
    }
    this.host.requestUpdate();
  };
}
