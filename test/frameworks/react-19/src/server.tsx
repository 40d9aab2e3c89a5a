import { renderToString } from 'react-dom/server';
import { Checkout as CheckoutByProps } from './checkout';
import { Checkout } from './checkout-by-ref';
import { customer } from './customer';

export const pages = {
  'server.html': () => renderToString(<Checkout customer={customer} />),
  'server-props.html': () => renderToString(<CheckoutByProps customer={customer} />),
};
