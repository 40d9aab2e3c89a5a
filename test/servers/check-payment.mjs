const encoder = new TextEncoder();

async function digestOf(text) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

/**
 * Whether a callback comes from the payment provider. It stands for your provider's own check, such as
 * `stripe.webhooks.constructEvent`: without one, anybody could report a payment.
 */
export async function isFromPaymentProvider(authorization, secret) {
  if (!secret) throw new Error('PAYMENT_SECRET is missing.');
  const given = await digestOf(authorization ?? '');
  const wanted = await digestOf(`Bearer ${secret}`);
  // Digests have one length, so the time of the comparison does not depend on the secret.
  return given.reduce((difference, byte, index) => difference | (byte ^ wanted[index]), 0) === 0;
}
