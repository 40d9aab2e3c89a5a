/** Every state of the order page's element: what its service answers, and what a person does to get there. */

const press = (visit, name) => visit.getByRole('button', { name, exact: true }).first().click();
const see = (visit, text) => visit.getByText(text).first().waitFor();

const scheduled = {
  id: 'app_1',
  status: 'scheduled',
  taskName: 'Blood test at home',
  firstName: 'Asha',
  startAt: '2035-03-25T07:00:00Z',
  endAt: '2035-03-25T11:00:00Z',
  timeZone: 'Europe/London',
  postcode: 'SW1A 1AA',
  price: { amount: 8900, currency: 'GBP' },
  preparation: 'Do not eat for 12 hours before the visit. You may drink water.',
  chargeableFrom: '2035-03-24T07:00:00Z',
};
const cancelled = { ...scheduled, status: 'cancelled' };

/** Without times: the patient is asked to choose. */
const led = { ...scheduled, status: 'scheduling', startAt: undefined, endAt: undefined };

/** How the service fails, as an error of the element's own. */
const failure = (code, canRetry, status = null) => ({ code, canRetry, status });
const lost = failure('offline', true);
const refused = failure('refused', false, 400);
const busy = failure('rate-limited', true, 429);

const never = 'never';

const askToCancel = async (visit) => {
  await press(visit, 'Cancel this visit');
  await see(visit, 'Do you want to cancel this visit?');
};
const cancel = async (visit) => {
  await askToCancel(visit);
  await press(visit, 'Yes, cancel it');
};

/** `reads` are answered one after another, the last one for ever; an answer is an appointment, a failure or `never`. */
export const orderStates = [
  { name: 'awaited', reads: [never] },
  { name: 'booked', reads: [scheduled] },
  { name: 'to be arranged', reads: [led] },
  { name: 'done', reads: [{ ...scheduled, status: 'completed' }] },
  { name: 'cancelled', reads: [cancelled] },
  { name: 'in a state that we do not know', reads: [{ ...scheduled, status: 'postponed' }] },
  { name: 'asked whether to cancel', reads: [scheduled], act: askToCancel },
  {
    name: 'asked whether to cancel, where nobody knows what it costs',
    reads: [{ ...scheduled, chargeableFrom: undefined }],
    act: askToCancel,
  },
  {
    name: 'being cancelled',
    reads: [scheduled],
    cancels: never,
    act: (v) => cancel(v).then(() => see(v, 'Cancelling…')),
  },
  {
    name: 'just cancelled',
    reads: [scheduled],
    cancels: cancelled,
    act: (v) => cancel(v).then(() => see(v, 'Your visit is cancelled')),
  },
  {
    name: 'not cancelled, and may be tried again',
    reads: [scheduled],
    cancels: busy,
    act: (v) => cancel(v).then(() => see(v, 'Your visit is not cancelled')),
  },
  {
    name: 'cannot be cancelled here',
    reads: [scheduled],
    cancels: refused,
    act: (v) => cancel(v).then(() => see(v, 'It cannot be cancelled here just now')),
  },
  {
    name: 'nobody knows whether it is cancelled',
    reads: [scheduled, lost],
    cancels: lost,
    act: (v) => cancel(v).then(() => see(v, 'We do not know yet')),
  },
  { name: 'not found', reads: [failure('not-found', false, 404)] },
  { name: 'cannot be reached', reads: [lost] },
  { name: 'cannot be shown', reads: [failure('misconfigured', false, 500)] },
].map((state) => ({ cancels: never, ...state, isOrder: true }));

/**
 * Puts the order page's element in the place of another, with a service that answers so, and settles when it is
 * shown. Playwright sends this function to the page: it must name nothing outside of it.
 */
export const placeOrder = async (place, { reads, cancels }) => {
  const answerWith = (answer) => {
    if (answer === 'never') return new Promise(() => undefined);
    if (!('code' in answer)) return Promise.resolve(answer);
    const facts = { requestId: 'req_1', retryAfter: null, param: null };
    return Promise.reject(Object.assign(new Error(answer.code), facts, answer));
  };
  const left = [...reads];
  const order = document.createElement('ally-appointment');
  Object.assign(order, {
    appointmentId: 'app_1',
    manageToken: 'mng_1',
    headingLevel: 3,
    api: {
      getAppointment: () => answerWith(left.length > 1 ? left.shift() : left[0]),
      cancelAppointment: () => answerWith(cancels),
    },
  });
  order.innerHTML = 'Call us on <a href="tel:+442079460000">020 7946 0000</a>.';
  place.replaceWith(order);
  await customElements.whenDefined('ally-appointment');
  await (reads[0] === 'never' ? order.updateComplete : order.ready);
};
