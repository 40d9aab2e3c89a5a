/** Reloads the order's page when the status of the order changes. Polls less often over time, and not while hidden. */
const main = document.querySelector('main[data-status]');
const { status, statusUrl, waiting } = main.dataset;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

function whenVisible() {
  return new Promise((resolve) => {
    if (!document.hidden) resolve();
    else document.addEventListener('visibilitychange', resolve, { once: true });
  });
}

async function poll() {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.25, LONGEST_PAUSE_MS)) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await whenVisible();
    const response = await fetch(statusUrl).catch(() => undefined);
    const body = response?.ok ? await response.json().catch(() => undefined) : undefined;
    if (body !== undefined && body.status !== status) {
      location.reload();
      return;
    }
  }
}

if (waiting !== undefined) void poll();
// The platform reports a cancellation to the shop by webhook, after the element has shown it.
document.addEventListener('ally-cancelled', () => void poll(), { once: true });
