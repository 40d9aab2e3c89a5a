/** There is nothing to build: the page and the widget's files are laid where they are served from. */
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const installed = import.meta.resolve('@ally-health/checkout-booking/web-types.json');

for (const file of ['index.html', 'checkout.js']) cpSync(file, `dist/${file}`);
cpSync(fileURLToPath(new URL('dist', installed)), 'dist/booking', { recursive: true });
