import { z } from 'zod';

/** Environment variables of webhooks; made where the service starts. */
export const webhookEnvironment = () => ({
  /** Seals addresses and secrets of webhooks in the database; the same on every replica. */
  TOLLGATE_SECRET_KEY: z.string().min(16).optional(),
  /** Attempts in all before a delivery is given up. */
  TOLLGATE_WEBHOOK_ATTEMPTS: z.coerce.number().int().min(1).max(30).default(15),
  /** Seconds until the second attempt; each wait after it is about twice as long, up to six hours. */
  TOLLGATE_WEBHOOK_RETRY_S: z.coerce.number().int().min(1).max(3600).default(5),
  /** Seconds within which a receiver must have answered. */
  TOLLGATE_WEBHOOK_TIMEOUT_S: z.coerce.number().int().min(1).max(60).default(15),
});

export interface WebhookSettings {
  readonly secretKey: string | undefined;
  readonly attempts: number;
  readonly retrySeconds: number;
  readonly timeoutMs: number;
}

export const webhookSettingsOf = (
  data: z.output<z.ZodObject<ReturnType<typeof webhookEnvironment>>>,
): WebhookSettings => ({
  secretKey: data.TOLLGATE_SECRET_KEY,
  attempts: data.TOLLGATE_WEBHOOK_ATTEMPTS,
  retrySeconds: data.TOLLGATE_WEBHOOK_RETRY_S,
  timeoutMs: data.TOLLGATE_WEBHOOK_TIMEOUT_S * 1000,
});
