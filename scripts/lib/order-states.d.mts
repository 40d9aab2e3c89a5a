import type { State } from './stage.mjs';

export declare const orderStates: readonly State[];
export declare const placeOrder: (place: Element, state: State) => Promise<void>;
