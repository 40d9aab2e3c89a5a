import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Tokens by Node's own cryptography: a second implementation of the form that the documents describe. */

const keyOf = (secret: string, use: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', use, 32));

const tagLength = 16;

export const sealByNode = (
  header: object,
  {
    secret,
    nonce,
    plain,
  }: { readonly secret: string; readonly nonce: Buffer; readonly plain: string },
): string => {
  const clear = Buffer.from(JSON.stringify(header)).toString('base64url');
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, 'ally selection 1'), nonce);
  cipher.setAAD(Buffer.from(`sel1.${clear}`));
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `sel1.${clear}.${sealed.toString('base64url')}`;
};

export const openByNode = (token: string, secret: string): { header: unknown; plain: unknown } => {
  const [, clear = '', body = ''] = token.split('.');
  const sealed = Buffer.from(body, 'base64url');
  const key = keyOf(secret, 'ally selection 1');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(`sel1.${clear}`));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const plain = Buffer.concat([decipher.update(sealed.subarray(12, -tagLength)), decipher.final()]);
  return {
    header: JSON.parse(Buffer.from(clear, 'base64url').toString()) as unknown,
    plain: JSON.parse(plain.toString()) as unknown,
  };
};

export const manageByNode = (
  appointmentId: string,
  {
    kid,
    exp,
    mode,
    secret,
  }: {
    readonly kid: string;
    readonly exp: number;
    readonly mode: 'test' | 'live';
    readonly secret: string;
  },
): string => {
  const clear = `man1.${kid}.${String(exp)}`;
  const mac = createHmac('sha256', keyOf(secret, 'ally manage 1')).update(
    `${clear}.${mode}.${appointmentId}`,
  );
  return `${clear}.${mac.digest('base64url')}`;
};

export const holdByNode = (
  id: string,
  { mode, secret }: { readonly mode: 'test' | 'live'; readonly secret: string },
): string => {
  const mac = createHmac('sha256', keyOf(secret, 'ally hold 1')).update(`${mode}.${id}`).digest();
  return `${id}.${mac.subarray(0, 16).toString('base64url')}`;
};
