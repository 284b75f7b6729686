import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of randomness in a key: it cannot be guessed, so a fast hash keeps it safe at rest. */
const SECRET_BYTES = 32;

/** The parts of a key: the id is public and finds the record, the secret proves it. */
export interface KeyParts {
  /** UUID of the record. */
  readonly id: string;
  readonly secret: string;
}

const KEY = /^tgk_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/;

/** A new secret; only its hash may be kept. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** The key as it is shown, once: tgk_, the id without dashes, the secret. */
export const keyText = ({ id, secret }: KeyParts): string => `tgk_${id.replaceAll('-', '')}_${secret}`;

/** Undefined for what is no key of this form. */
export function partsOf(text: string): KeyParts | undefined {
  const [, a, b, c, d, e, secret] = KEY.exec(text) ?? [];
  return secret === undefined ? undefined : { id: [a, b, c, d, e].join('-'), secret };
}

/** SHA-256 of a secret, in hex. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether a secret has that hash, in a time that does not tell how far they agree. */
export const fits = (secret: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
