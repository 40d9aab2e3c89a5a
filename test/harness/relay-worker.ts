/** What a merchant's worker would be: the relay, with its options from the environment. */
import { createRelay, type Relay, type RelayOptions } from '../../src/server/index.js';

let relay: Relay | undefined;

export default {
  fetch(request: Request, { OPTIONS }: { readonly OPTIONS: RelayOptions }): Promise<Response> {
    relay ??= createRelay(OPTIONS);
    return relay(request);
  },
};
