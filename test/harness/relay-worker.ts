/** Cloudflare Worker with a relay, as a merchant would write it. Its options come from a binding. */
import {
  createAlly,
  memoryStore,
  type AllyOptions,
  type Relay,
  type RelayOptions,
} from '../../src/server/index.js';

interface Environment {
  readonly OPTIONS: { readonly ally: AllyOptions; readonly relay: RelayOptions };
}

let relay: Relay | undefined;

export default {
  fetch(request: Request, { OPTIONS }: Environment): Promise<Response> {
    relay ??= createAlly({ ...OPTIONS.ally, store: memoryStore() }).relay(OPTIONS.relay);
    return relay(request);
  },
};
