import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secrets of a shop, by the names of its settings. */
export interface ShopSecrets {
  readonly PLATFORM_KEY: string;
  readonly SEALING_KEYS: string;
  readonly MARK_KEY: string;
  readonly WEBHOOK_SECRETS: string;
  readonly PAYMENT_KEY: string;
  readonly PAYMENT_SECRET: string;
  readonly STAFF_SECRET: string;
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

function newSecrets(): ShopSecrets {
  return {
    PLATFORM_KEY: 'test_clinic',
    SEALING_KEYS: `k1:${random()}`,
    MARK_KEY: random(),
    WEBHOOK_SECRETS: random(),
    PAYMENT_KEY: random(),
    PAYMENT_SECRET: random(),
    STAFF_SECRET: random(),
  };
}

/**
 * Returns the secrets of a shop. They are made once, stored in the folder of the shop in a file that only its owner can
 * read, and never printed. A file of an earlier version gets the secrets that it lacks. A real shop keeps them where it
 * keeps its passwords.
 */
export function shopSecrets(folder: string): ShopSecrets {
  const file = join(folder, 'secrets.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stored = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<ShopSecrets>)
    : {};
  const fresh = newSecrets();
  const secrets: ShopSecrets = { ...fresh, ...stored };
  const isWhole = Object.keys(fresh).every((name) => Object.hasOwn(stored, name));
  if (!isWhole) writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
