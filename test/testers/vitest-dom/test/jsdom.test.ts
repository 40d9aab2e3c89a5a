// @vitest-environment jsdom
import { testCheckout } from './choose-a-visit.js';

testCheckout();
