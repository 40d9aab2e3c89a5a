import { createClinic } from '@ally-health/checkout-booking/mocks';
import { clinicServer } from '@ally-health/checkout-booking/mocks/node';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clinic = createClinic();
const server = clinicServer({ base: 'http://shop.example/ally', clinic });
beforeAll(() => server.listen());
afterAll(() => server.close());

test('the mock relay answers in Node', async () => {
  const response = await fetch('http://shop.example/ally/coverage', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ taskId: 'tsk_blood', postcode: 'SW1A 1AA' }),
  });
  expect(await response.json()).toMatchObject({ covered: true, timeZone: 'Europe/London' });
});
