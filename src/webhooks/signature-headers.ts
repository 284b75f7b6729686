import { Webhook } from 'standardwebhooks';
import type { SignedMessage } from '../operations/resources/events/delivery-ports.ts';

/** The headers of the Standard Webhooks specification: one signature for each secret, so that a secret can be changed without a gap. */
export const signatureHeaders = ({ id, body, secrets, at }: Pick<SignedMessage, 'id' | 'body' | 'secrets' | 'at'>) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
});
