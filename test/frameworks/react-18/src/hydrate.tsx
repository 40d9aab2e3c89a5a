import { hydrateRoot } from 'react-dom/client';
import { Checkout } from './checkout-by-ref';
import { customer } from './customer';

hydrateRoot(document.querySelector('#app')!, <Checkout customer={customer} />);
