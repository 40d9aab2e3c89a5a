export const checkout = (): string => `
  <form method="post" action="/order">
    <ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"></ally-booking>
    <button>Pay</button>
  </form>`;
