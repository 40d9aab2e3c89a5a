/** Why a paid order waits for a person, and what that person does next. All go to the log, and to nobody else. */
export const reasons = {
  'no-selection':
    'The order came without a visit: the page’s script never ran, or no service was free. Call the customer, and book with the platform by hand or give the money back.',
  'selection-damaged':
    'The selection was changed or cut short on its way, or is not this shop’s. Ask the customer to choose again, or give the money back.',
  'selection-of-unknown-key':
    'The selection was sealed by a key that is no longer in SEALING_KEYS. Put that key back behind the others, then book again.',
  'selection-of-other-mode':
    'The selection is of the test mode and the platform’s key is live, or the other way round. Put PLATFORM_KEY right, then book again.',
  'selection-too-old':
    'The order was paid so late that its selection is no longer opened. Ask the customer to choose again, or give the money back.',
  'clock-wrong':
    'The selection comes from the future: a server’s clock is wrong. Put it right, then book again.',
  'platform-refuses':
    'The platform does not take the booking; the log says what it blames. Call the customer, or ask the platform, then book again.',
  'fault-of-the-shop':
    'Something broke in the shop itself: the log says what. Mend it, then book again.',
} as const;

export type Reason = keyof typeof reasons;
