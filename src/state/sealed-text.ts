import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { TollgateError } from '../core/errors.ts';

/** Text that is kept where others may read it. */
export interface Sealer {
  seal(text: string): string;
  /** Throws TG6022 where it was sealed with another key. */
  open(kept: string): string;
}

/** What sealed text begins with; what does not was kept without a key. */
const PREFIX = 'aes-256-gcm:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with AES-256-GCM under a key made from a pass phrase of high entropy; without one text is kept as it is. */
export function createSealer(passphrase: string | undefined): Sealer {
  const key = passphrase === undefined ? undefined : createHash('sha256').update(passphrase).digest();
  return {
    seal(text) {
      if (key === undefined) return text;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(kept) {
      if (!kept.startsWith(PREFIX)) return kept;
      try {
        if (key === undefined) throw new Error('there is no key');
        const bytes = Buffer.from(kept.slice(PREFIX.length), 'base64');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const sealed = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new TollgateError('TG6022', 'A webhook was kept under another secret key.', {
          hint: 'Set TOLLGATE_SECRET_KEY to the one it was kept with, or give the webhook a new secret and its address again.',
          cause,
        });
      }
    },
  };
}
