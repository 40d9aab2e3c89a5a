import { verifyWebhook, type WebhookEvent } from '@ally-health/checkout-booking/server';
import type { ShopDatabase } from './database.js';
import type { Settings } from './settings.js';

/** What was done about an event of the platform’s. */
export type Told = 'cancelled' | 'scheduled' | 'made-twice' | 'nothing-new' | 'replayed';

/** Reads an event, if it is the platform’s and was not taken before. Rejects with a `WebhookRefusedError`. */
export const readWebhook = async (
  request: Request,
  { database, settings }: { readonly database: ShopDatabase; readonly settings: Settings },
): Promise<WebhookEvent> =>
  await verifyWebhook(request, {
    webhookSecrets: settings.webhookSecrets,
    wasSeen: (id) => database.row('SELECT 1 FROM webhooks WHERE id = ?', id) !== undefined,
  });

/**
 * Takes an event: remembers it, and writes down what changes by it, all or nothing. It goes by the appointment’s id:
 * another appointment of the same order may be one that was made twice and is cancelled for that. Where the visit is
 * not written down yet, the outbox looks here when it does so.
 */
export const takeWebhook = (
  database: ShopDatabase,
  { id, type, appointment }: WebhookEvent,
): Told =>
  database.write(() => {
    const isNew =
      database.run(
        `INSERT INTO webhooks (id, type, appointment_id, taken_at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
        ...[id, type, appointment.id, Date.now()],
      ) > 0;
    if (!isNew) return 'replayed';
    // The money for a visit that is not to be: whether all of it goes back is for the shop’s own terms.
    if (type === 'appointment.cancelled') {
      const changed = database.run(
        `UPDATE orders SET visit = 'cancelled', payment = 'refund-due'
         WHERE appointment_id = ? AND visit <> 'cancelled'`,
        appointment.id,
      );
      return changed > 0 ? 'cancelled' : 'nothing-new';
    }
    // Made long after it was asked for, when another had been made: whoever is next at the outbox puts that right.
    if (type === 'appointment.created') {
      const changed = database.run(
        `INSERT INTO outbox (order_ref, next_at) SELECT ref, ? FROM orders
         WHERE ref = ? AND appointment_id <> ? ON CONFLICT DO NOTHING`,
        ...[Date.now(), appointment.externalRef, appointment.id],
      );
      return changed > 0 ? 'made-twice' : 'nothing-new';
    }
    // The patient has chosen a time with the platform.
    if (type === 'appointment.scheduled') {
      const changed = database.run(
        `UPDATE orders SET visit = 'scheduled' WHERE appointment_id = ? AND visit = 'patient-led'`,
        appointment.id,
      );
      return changed > 0 ? 'scheduled' : 'nothing-new';
    }
    return 'nothing-new';
  });
