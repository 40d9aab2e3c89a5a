import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secrets of a shop, by the names of its settings. */
export interface ShopSecrets {
  readonly PLATFORM_KEY: string;
  readonly SEALING_KEYS: string;
  readonly WEBHOOK_SECRETS: string;
  readonly PAYMENT_KEY: string;
  readonly PAYMENT_SECRET: string;
}

const random = (): string => randomBytes(32).toString('base64url');

/**
 * Returns the secrets of a shop. They are made once, stored in the folder of the shop in a file that only its owner can
 * read, and never printed. A real shop keeps them where it keeps its passwords.
 */
export const shopSecrets = (folder: string): ShopSecrets => {
  const file = join(folder, 'secrets.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const secrets: ShopSecrets = {
      PLATFORM_KEY: 'test_clinic',
      SEALING_KEYS: `k1:${random()}`,
      WEBHOOK_SECRETS: random(),
      PAYMENT_KEY: random(),
      PAYMENT_SECRET: random(),
    };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as ShopSecrets;
};
