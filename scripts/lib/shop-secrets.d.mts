/** The secrets of a shop by the names of its settings, made once and kept in its folder. */
export const shopSecrets: (folder: string) => {
  readonly PLATFORM_KEY: string;
  readonly SEALING_KEYS: string;
  readonly WEBHOOK_SECRETS: string;
  readonly PAYMENT_KEY: string;
  readonly PAYMENT_SECRET: string;
};
