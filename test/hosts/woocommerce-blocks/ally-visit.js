const name = 'ally-visit';
const { dispatch, select, subscribe } = wp.data;

const tell = async ({ target: booking }) => {
  await booking.ready;
  const { setValidationErrors, clearValidationError } = dispatch('wc/store/validation');
  dispatch('wc/store/checkout').setExtensionData(name, { token: booking.value });
  const message = booking.validationMessage;
  // The checkout does not proceed while the store has an entry.
  if (message === '') clearValidationError(name);
  else setValidationErrors({ [name]: { message, hidden: true } });
};

// On the document: the checkout may make the element anew.
for (const event of ['ready', 'load-error', 'coverage', 'step', 'change', 'problem'])
  document.addEventListener(`ally-${event}`, tell);

// The person has tried to place the order: the element says what is missing, where it is missing.
subscribe(() => {
  if (select('wc/store/validation').getValidationError(name)?.hidden !== false) return;
  dispatch('wc/store/validation').hideValidationError(name);
  document.querySelector('ally-booking').reportValidity();
}, 'wc/store/validation');
