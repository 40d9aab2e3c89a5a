import { mount } from 'svelte';
import Checkout from './checkout.svelte';

const customer = { firstName: 'Asha', lastName: 'Patel', email: 'asha@example.com' };
mount(Checkout, { target: document.querySelector('#app')!, props: { customer } });
