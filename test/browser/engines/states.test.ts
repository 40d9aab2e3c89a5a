/**
 * Every state of every step in the engines that Playwright cannot drive, reached by the same steps as in Chromium,
 * where `test/pages/accessibility.test.ts` looks each over in every look and colour scheme.
 */
import { expect } from '@open-wc/testing';
import { placeOrder } from '../../../scripts/lib/order-states.mjs';
import type { State } from '../../../scripts/lib/stage.mjs';
import { everyState, needsBuild } from '../../../scripts/lib/states.mjs';
import { createClinic, scenarios, type ScenarioName } from '../../../src/mocks/index.js';
import { expectAccessible } from '../../support/axe.js';
import { Visit } from '../../support/locators.js';
import { openClinic, openShop } from '../../support/shop.js';

describe('every state of every step, in this engine', () => {
  const clinic = openClinic(createClinic({ latency: 0 }));

  const open = async (state: State): Promise<HTMLFormElement> => {
    const { scenario = '', isOrder = false } = state;
    clinic.use(scenario === '' ? null : (scenario as ScenarioName));
    const { form, booking } = await openShop(
      'required heading-level="3"',
      'Call us on <a href="tel:+442079460000">020 7946 0000</a> to book your visit.',
    );
    if (isOrder) await placeOrder(booking, state);
    return form;
  };

  let looked = 0;
  for (const [step, list] of Object.entries(everyState))
    for (const state of list) {
      if (needsBuild(state)) continue;
      it(`is accessible: ${step}, ${state.name}`, async () => {
        const form = await open(state);
        const visit = form.querySelector<HTMLElement>('ally-booking, ally-appointment');
        if (!visit) throw new Error('The shop is empty.');
        await state.act?.(new Visit(visit));
        await expectAccessible(form);
        looked += 1;
      });
    }

  it('none is left out but what only a build has', () => {
    const all = Object.values(everyState).flat();
    // Chromium meets it in the built page.
    const left = all.filter(needsBuild);
    expect(left).to.have.length(1);
    expect(looked).to.equal(all.length - left.length);
    for (const { scenario } of all)
      expect(scenario === undefined || scenario in scenarios, scenario).to.equal(true);
  });
});
