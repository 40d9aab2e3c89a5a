/** Cloudflare Worker with a relay, as a merchant would write it. Its options come from a binding. */
import { createRelay, type Relay, type RelayOptions } from '../../src/server/index.js';

let relay: Relay | undefined;

export default {
  fetch(request: Request, { OPTIONS }: { readonly OPTIONS: RelayOptions }): Promise<Response> {
    relay ??= createRelay(OPTIONS);
    return relay(request);
  },
};
