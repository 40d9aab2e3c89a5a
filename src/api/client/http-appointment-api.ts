import type { AppointmentApi, AppointmentKey } from '../appointment-api.js';
import { openHttpRelay, type HttpRelayOptions } from './relay-client.js';

const pathOf = ({ appointmentId }: AppointmentKey): string =>
  `/appointments/${encodeURIComponent(appointmentId)}`;

/** In a header, for addresses are kept: by the browser, by scripts that read its timings, and by proxies. */
const headersOf = ({ manageToken }: AppointmentKey) => ({ 'Ally-Manage': manageToken });

/** An appointment's service over HTTP. */
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
      // Nothing is sent whose answer could not be read.
      await awaitAnswers();
      const about = { body: {}, headers: headersOf(key), signal };
      return await once(`${pathOf(key)}/cancel`, about, ({ readAppointment }) => readAppointment);
    },
  };
};
