import { createClinic } from '@ally-health/checkout-booking/mocks';
import { clinicListener } from '@ally-health/checkout-booking/mocks/node';
import { text } from 'node:stream/consumers';
import { defineConfig } from 'vite';

const clinic = createClinic();

/** Your own server, with the clinic in the place of the relay. */
export default defineConfig({
  plugins: [
    {
      name: 'shop',
      configureServer: ({ middlewares }) => {
        middlewares.use(clinicListener({ clinic }));
        middlewares.use('/order', async (request, response) => {
          const fields = new URLSearchParams(await text(request));
          const token = fields.get('appointment');
          const { appointment } = clinic.order({ token, orderRef: 'ORDER-1' });
          response.end(`Thank you. Your visit begins at ${appointment.startAt}.`);
        });
      },
    },
  ],
});
