import { createServer } from 'node:http';
import { createRelay, toNodeListener } from '@ally-health/checkout-booking/server';
import { relayOptions } from './options.mjs';

const relay = toNodeListener(createRelay(relayOptions));
// In Express: app.use('/ally', relay), before express.json().
const server = createServer(relay);
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(`relay: http://127.0.0.1:${server.address().port}/ally`);
});
