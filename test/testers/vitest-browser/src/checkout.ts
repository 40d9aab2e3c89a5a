import '@ally-health/checkout-booking/define';

export const openCheckout = (): HTMLFormElement => {
  document.body.innerHTML = `
    <form method="post" action="/order">
      <ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"></ally-booking>
      <button>Pay</button>
    </form>`;
  return document.querySelector('form')!;
};
