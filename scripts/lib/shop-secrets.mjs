import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const random = () => randomBytes(32).toString('base64url');

/**
 * The secrets of a shop by the names of its settings: made once, kept in its folder for its owner alone to read, and
 * never shown. A real shop keeps them where it keeps its passwords.
 */
export const shopSecrets = (folder) => {
  const file = join(folder, 'secrets.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const secrets = {
      PLATFORM_KEY: 'test_clinic',
      SEALING_KEYS: `k1:${random()}`,
      WEBHOOK_SECRETS: random(),
      PAYMENT_KEY: random(),
      PAYMENT_SECRET: random(),
    };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
};
