import { createRoot } from 'react-dom/client';
import { Checkout } from './checkout-by-ref';
import { customer } from './customer';

createRoot(document.querySelector('#app')!).render(<Checkout customer={customer} />);
