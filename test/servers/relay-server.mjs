import { createServer } from 'node:http';
import { toNodeListener } from '@ally-health/checkout-booking/server';
import { ally, env, relayOptions } from './options.mjs';

function serve(name, listener, { port, host = '127.0.0.1' }) {
  const server = createServer(listener).listen(Number(port), host, () => {
    const { address, port } = server.address();
    console.log(`${name}: http://${address}:${port}`);
  });
}

// For pages: your web server passes /ally of the shop's origin on to it. Here /ally/orders is answered 404.
const trustProxy = Number(process.env.TRUST_PROXY ?? 0);
serve('relay', toNodeListener(ally.relay(relayOptions), { trustProxy }), { port: env('PORT') });

// For your other servers: /ally/orders, at an address of your own network.
const orders = ally.relay({ ...relayOptions, orderSecret: env('ALLY_ORDER_SECRET') });
const inner = { port: env('ORDERS_PORT'), host: process.env.ORDERS_HOST || undefined };
serve('orders', toNodeListener(orders), inner);
