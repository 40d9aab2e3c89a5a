import { createRelay } from '@ally-health/checkout-booking/server';

let relay;

export default {
  fetch(request, env) {
    relay ??= createRelay({
      platformKey: env.ALLY_PLATFORM_KEY,
      sealingKeys: [{ kid: '2026-11', secret: env.ALLY_SEALING_SECRET }],
      ...(env.ALLY_PLATFORM_BASE && { platformBase: env.ALLY_PLATFORM_BASE }),
      base: '/ally',
      origins: [env.SHOP_ORIGIN],
      tasks: { tsk_blood: { name: 'Blood test at home', consents: [] } },
    });
    return relay(request);
  },
};
