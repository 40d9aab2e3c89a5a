// Written from WooCommerce's public documents: as much of its stores and its checkout as concerns us.
const extensions = {};
const errors = {};
const listeners = [];
const changed = () => setTimeout(() => listeners.forEach((listen) => listen()));
const put = (id, error) => {
  if (error) errors[id] = error;
  else Reflect.deleteProperty(errors, id);
  changed();
};
const actions = {
  'wc/store/checkout': {
    setExtensionData: (namespace, data) => Object.assign(extensions, { [namespace]: data }),
  },
  'wc/store/validation': {
    setValidationErrors: (given) => Object.entries(given).forEach(([id, error]) => put(id, error)),
    clearValidationError: (id) => put(id),
    hideValidationError: (id) => put(id, { ...errors[id], hidden: true }),
  },
};
window.wp = {
  data: {
    dispatch: (store) => actions[store],
    select: () => ({ getValidationError: (id) => errors[id] }),
    subscribe: (listen) => listeners.push(listen),
  },
};
window.addEventListener('click', ({ target }) => {
  if (target.id !== 'place-order') return;
  if (Object.keys(errors).length === 0)
    fetch('/wp-json/wc/store/v1/checkout', {
      method: 'POST',
      body: JSON.stringify({ extensions }),
    });
  for (const [id, error] of Object.entries(errors)) put(id, { ...error, hidden: false });
});
// A block is drawn anew with all that stands in it.
window.redraw = () => {
  const block = document.querySelector('#actions');
  block.innerHTML = window.actionsBlock;
};
