import { createRelay, type Relay } from '@ally-health/checkout-booking/server';

const { env } = process;
let relay: Relay | undefined;

/** Made when it is first asked: the build knows no secrets. */
const answer = (request: Request): Promise<Response> => {
  relay ??= createRelay({
    platformKey: env['ALLY_PLATFORM_KEY'] ?? '',
    sealingKeys: [{ kid: '2026-11', secret: env['ALLY_SEALING_SECRET'] ?? '' }],
    ...(env['ALLY_PLATFORM_BASE'] && { platformBase: env['ALLY_PLATFORM_BASE'] }),
    base: '/ally',
    origins: [env['SHOP_ORIGIN'] ?? ''],
    tasks: { tsk_blood: { name: 'Blood test at home', consents: [] } },
  });
  return relay(request);
};

export { answer as GET, answer as POST, answer as DELETE, answer as OPTIONS };
