import { Checkout } from './checkout-by-ref';

export default function Page() {
  const customer = { firstName: 'Asha', lastName: 'Patel', email: 'asha@example.com' };
  return <Checkout customer={customer} />;
}
