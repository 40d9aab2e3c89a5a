import '@ally-health/checkout-booking/define';
import { startClinic } from '@ally-health/checkout-booking/mocks/browser';
import type { Preview } from '@storybook/web-components-vite';
import { clinic } from './clinic.js';

const preview: Preview = {
  beforeAll: async () => {
    await startClinic({ clinic });
  },
  beforeEach: () => clinic.reset(),
};

export default preview;
