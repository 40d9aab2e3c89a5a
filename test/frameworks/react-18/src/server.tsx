import { renderToString } from 'react-dom/server';
import { Checkout } from './checkout-by-ref';
import { customer } from './customer';

export const pages = {
  'server.html': () => renderToString(<Checkout customer={customer} />),
};
