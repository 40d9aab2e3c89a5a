// Written at once, and not only with the form: buttons that lead straight to the checkout do not send it.
document.addEventListener('ally-change', async ({ target }) => {
  const body = new FormData();
  for (const { name, value } of target.querySelectorAll('input[name^="attributes["]'))
    body.append(name, value);
  await fetch(`${window.Shopify.routes.root}cart/update.js`, { method: 'POST', body });
});
