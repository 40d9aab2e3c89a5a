const booking = document.querySelector('ally-booking');
const wanted = document.querySelector('#wanted');
const said = document.querySelector('[role=status]');

booking.prefill = { firstName: 'Asha', lastName: 'Patel', email: 'asha@example.com' };

booking.addEventListener('ally-step', ({ detail }) => {
  said.textContent = `Step: ${detail.to}`;
});
booking.addEventListener('ally-change', ({ detail }) => {
  said.textContent = `Visit: ${detail.startAt}`;
});

wanted.addEventListener('change', () => {
  if (wanted.checked) said.before(booking);
  else booking.remove();
});
