// @vitest-environment happy-dom
import { testCheckout } from './choose-a-visit.js';

testCheckout();
