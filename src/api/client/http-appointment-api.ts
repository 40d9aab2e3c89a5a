import type { AppointmentApi, AppointmentKey } from '../appointment-api.js';
import { openHttpRelay, type HttpRelayOptions } from './relay-client.js';

const pathOf = ({ appointmentId }: AppointmentKey): string =>
  `/appointments/${encodeURIComponent(appointmentId)}`;

/**
 * Sends the token in a header: URLs are recorded by the browser, by scripts that read resource timings, and by
 * proxies.
 */
const headersOf = ({ manageToken }: AppointmentKey) => ({ 'Ally-Manage': manageToken });

/** Creates the API of an order page over HTTP. */
export const createHttpAppointmentApi = (options: HttpRelayOptions): AppointmentApi => {
  const { read, once, awaitAnswers } = openHttpRelay(options);
  return {
    getAppointment: (key, signal) =>
      read(
        pathOf(key),
        { headers: headersOf(key), signal },
        ({ readAppointment }) => readAppointment,
      ),
    async cancelAppointment(key) {
      const { signal } = new AbortController();
      // Nothing is sent before the code that parses the response has loaded.
      await awaitAnswers();
      const about = { body: {}, headers: headersOf(key), signal };
      return await once(`${pathOf(key)}/cancel`, about, ({ readAppointment }) => readAppointment);
    },
  };
};
