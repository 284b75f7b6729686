import { WebhookService } from '../operations/resources/events/webhook-service.ts';
import type { JobQueue } from '../operations/resources/jobs/job-queue.ts';
import type { Database } from '../state/database.ts';
import { guarded } from '../state/guard.ts';
import { createOutbox } from '../state/outbox.ts';
import { createSealer } from '../state/sealed-text.ts';
import { createWebhookStore } from '../state/webhook-store.ts';
import type { WebhookSettings } from '../webhooks/environment.ts';
import { createPostMessage } from '../webhooks/post-message.ts';
import { createTargetGuard } from '../webhooks/target-guard.ts';

interface WebhookParts {
  readonly queue: JobQueue;
  readonly now: () => Date;
  readonly settings: WebhookSettings;
  /** Whether receivers may stand in private networks, and be spoken to by http. */
  readonly allowPrivateTargets: boolean;
}

/** Webhooks over the state database, guarded as the settings say. */
export function openWebhooks(
  { db, engine }: Database,
  { queue, now, settings, allowPrivateTargets }: WebhookParts,
): WebhookService {
  const guard = createTargetGuard({ allowPrivateTargets });
  const sealer = createSealer(settings.secretKey);
  return new WebhookService({
    store: guarded(createWebhookStore(db, sealer), engine),
    outbox: guarded(createOutbox(db, sealer), engine),
    queue,
    guard,
    post: createPostMessage({ guard, timeoutMs: settings.timeoutMs }),
    now,
  });
}
