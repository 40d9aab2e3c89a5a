/** Shows the order anew when it stands otherwise: it asks often at first, then less, and not while nobody looks. */
const main = document.querySelector('main[data-standing]');
const { standing, address } = main.dataset;

const isShown = () =>
  new Promise((resolve) => {
    if (!document.hidden) resolve();
    else document.addEventListener('visibilitychange', resolve, { once: true });
  });

const follow = async () => {
  for (let wait = 500; ; wait = Math.min(wait * 1.25, 15_000)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    await isShown();
    const answer = await fetch(address).catch(() => undefined);
    const now = answer?.ok ? (await answer.json()).standing : standing;
    if (now !== standing) {
      location.reload();
      return;
    }
  }
};

if (['awaiting-payment', 'being-booked'].includes(standing)) void follow();
// The platform tells the shop by webhook; the page waits for that as well.
document.addEventListener('ally-cancelled', () => void follow(), { once: true });
