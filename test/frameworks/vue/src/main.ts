import { createApp } from 'vue';
import Checkout from './checkout.vue';

const customer = { firstName: 'Asha', lastName: 'Patel', email: 'asha@example.com' };
createApp(Checkout, { customer }).mount('#app');
