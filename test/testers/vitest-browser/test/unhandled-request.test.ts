import { startClinic } from '@ally-health/checkout-booking/mocks/browser';
import { expect, test } from 'vitest';

test('a request that nothing answers fails', async () => {
  await startClinic({
    onUnhandled: ({ url }) => {
      if (new URL(url).pathname.startsWith('/api/')) throw new Error(`Nothing answers ${url}.`);
    },
  });
  expect((await fetch('/api/stock')).status).toBe(500);
  expect((await fetch('/mockServiceWorker.js')).status).toBe(200);
});
