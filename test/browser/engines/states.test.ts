/**
 * Every state of every step in the engines that Playwright cannot drive, reached by the same steps as in Chromium,
 * where `test/e2e/accessibility.test.ts` looks each over in every look and colour scheme.
 */
import { expect } from '@open-wc/testing';
import { placeOrder } from '../../fixtures/order-states.js';
import { everyState, needsBuild, type State } from '../../fixtures/states.js';
import { createClinic, scenarios } from '../../../src/mocks/index.js';
import { expectAccessible } from '../../assertions/axe.js';
import { Visit } from '../../harness/page-locators.js';
import { openClinic, openShop } from '../../fixtures/booking-page.js';

const elementIn = <Tag extends 'ally-booking' | 'ally-appointment'>(
  form: HTMLFormElement,
  tag: Tag,
): HTMLElementTagNameMap[Tag] => {
  const element = form.querySelector(tag);
  if (!element) throw new Error('The shop is empty.');
  return element;
};

describe('every state of every step, in this engine', () => {
  const clinic = openClinic(createClinic({ latency: 0 }));

  const open = async (state: State): Promise<HTMLFormElement> => {
    clinic.use(state.scenario ?? null);
    const { form, booking } = await openShop(
      'required heading-level="3"',
      'Call us on <a href="tel:+442079460000">020 7946 0000</a> to book your visit.',
    );
    if (state.isOrder) await placeOrder(booking, state);
    return form;
  };

  let looked = 0;
  for (const [step, list] of Object.entries(everyState))
    for (const state of list) {
      if (needsBuild(state)) continue;
      it(`is accessible: ${step}, ${state.name}`, async () => {
        const form = await open(state);
        await (state.isOrder
          ? state.act?.(new Visit(elementIn(form, 'ally-appointment')))
          : state.act?.(new Visit(elementIn(form, 'ally-booking'))));
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
