/** Never run: what TypeScript must accept and refuse. */
import '@ally-health/checkout-booking/define';

const booking = document.createElement('ally-booking');

booking.mode = 'instant';
// @ts-expect-error no such mode
booking.mode = 'later';
booking.prefill = { birthDate: '1984-03-27' };
// @ts-expect-error no such detail
booking.prefill = { nickname: 'Ash' };
// @ts-expect-error read only
booking.value = 'sel_mine';

booking.addEventListener('ally-load-error', ({ detail }) => {
  const mayPass: boolean = detail.canRetry;
  // @ts-expect-error no such code
  if (detail.code === 'rainy') console.log(mayPass);
});
document.addEventListener('ally-change', ({ detail }) => {
  const startAt: string | null = detail.startAt;
  // @ts-expect-error nothing of the patient is told
  console.log(startAt, detail.firstName);
});
// @ts-expect-error no detail is told of a submission
booking.addEventListener('ally-submit', ({ detail }) => detail);
