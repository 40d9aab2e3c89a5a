import { clinicServer } from '@ally-health/checkout-booking/mocks/node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const server = clinicServer({ base: 'http://localhost:3000/ally' });
beforeAll(() => server.listen());
afterAll(() => server.close());

/** Returns every element that matches, in open shadow roots too. */
const allIn = (root: ParentNode, selector: string): HTMLInputElement[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element as HTMLInputElement] : []),
    ...(element.shadowRoot ? allIn(element.shadowRoot, selector) : []),
  ]);

const find = (selector: string): Promise<HTMLInputElement> =>
  vi.waitFor(
    () => {
      const [first] = allIn(document, selector);
      if (!first) throw new Error(`Not there: ${selector}`);
      return first;
    },
    { timeout: 10_000 },
  );

const type = async (name: string, text: string): Promise<void> => {
  const field = await find(`input[name="${name}"]`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
};

const details = {
  firstName: 'Asha',
  lastName: 'Patel',
  'birthDate-day': '27',
  'birthDate-month': '3',
  'birthDate-year': '1984',
  phone: '07700 900123',
  email: 'asha.patel@example.com',
  line1: '12 Example Street',
  town: 'London',
};

/** Defines the test, which is the same in every DOM that Node programs make. */
export const testCheckout = (): void => {
  test('a visit is chosen, and the element says once that it has no form value', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await import('@ally-health/checkout-booking/define');
    document.body.innerHTML = `
      <form><ally-booking name="appointment" api-base="/ally" task-id="tsk_blood"></ally-booking></form>
      <ally-booking task-id="tsk_blood" api-base="/ally"></ally-booking>`;
    document.body.lastElementChild?.remove();
    const booking = document.querySelector('ally-booking')!;
    await booking.ready;
    await type('postcode', 'SW1A 1AA');
    (await find('button[part~="primary"]')).click();
    (await find('input[name="window"]')).click();
    (await find('ally-window-picker'))
      .shadowRoot!.querySelector<HTMLElement>('button[part~="primary"]')!
      .click();
    (await find('input[name="visitFor"]')).click();
    for (const [name, text] of Object.entries(details)) await type(name, text);
    for (const box of allIn(document, 'input[type="checkbox"]')) box.click();
    (await find('ally-patient-form'))
      .shadowRoot!.querySelector<HTMLElement>('button[part~="primary"]')!
      .click();
    await vi.waitFor(() => expect(booking.step).toBe('review'), { timeout: 10_000 });
    expect(booking.complete).toBe(true);
    expect(booking.value).not.toBe('');
    expect(booking.form).toBe(document.querySelector('form'));
    expect([booking.checkValidity(), booking.validationMessage]).toEqual([true, '']);
    booking.reset();
    booking.remove();
    const words = warn.mock.calls.map(([text]) => String(text));
    expect(words.filter((text) => text.includes('no form association'))).toHaveLength(1);
  }, 60_000);
};
