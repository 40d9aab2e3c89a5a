const { env } = process;

/** What relay and booking both need: of the server alone, never in a page, a log or a repository. */
export const options = {
  platformKey: env.ALLY_PLATFORM_KEY,
  sealingKeys: [{ kid: '2026-11', secret: env.ALLY_SEALING_SECRET }],
  // Only for a clinic that pretends, such as `npm run clinic`; absent it is the platform itself.
  ...(env.ALLY_PLATFORM_BASE && { platformBase: env.ALLY_PLATFORM_BASE }),
};

export const relayOptions = {
  ...options,
  base: '/ally',
  origins: [env.SHOP_ORIGIN],
  tasks: {
    tsk_blood: {
      name: 'Blood test at home',
      consents: [
        { id: 'care', version: '2026-11', text: 'I agree to the home visit.', required: true },
      ],
    },
  },
  // For `POST /orders` alone: leave it out when your server books in JavaScript.
  ...(env.ALLY_ORDER_SECRET && { orderSecret: env.ALLY_ORDER_SECRET }),
};
