import { render } from 'preact';
import { Checkout } from './checkout';

const customer = { firstName: 'Asha', lastName: 'Patel', email: 'asha@example.com' };
render(<Checkout customer={customer} />, document.querySelector('#app')!);
