import type { TollgateEvent } from '../../../report/event-document.ts';
import type { PageRequest } from '../scans/service-ports.ts';
import type {
  DeliveryRecord,
  DeliveryStatus,
  WebhookFormat,
  WebhookInput,
  WebhookPatch,
  WebhookRecord,
} from './webhook.ts';

/** An event that is still to be told, and everything needed to tell it. Never logged: address and secrets are in it. */
export interface Outgoing {
  readonly event: TollgateEvent;
  readonly url: string;
  readonly format: WebhookFormat;
  /** The secrets that sign it, the newest first. */
  readonly secrets: readonly [string, ...string[]];
}

/** How an attempt went: the status of the answer, if there was one, and why it counts as failed. */
export interface AttemptOutcome {
  readonly status?: number | undefined;
  readonly failure?: string | undefined;
}

/** Port: webhooks, and what each is still to be told. */
export interface WebhookStore {
  create(webhook: WebhookInput, secret: string): Promise<WebhookRecord>;
  get(id: string): Promise<WebhookRecord | undefined>;
  /** Newest first; the page starts after the id `after`. */
  list(page: PageRequest): Promise<readonly WebhookRecord[]>;
  /** Undefined where there is none of that id, or none of the version that is expected. */
  update(id: string, patch: WebhookPatch, expected?: number): Promise<WebhookRecord | undefined>;
  /** A new secret; the one before signs beside it until `formerUntil`. Undefined where there is none of that id. */
  rotate(id: string, secret: string, formerUntil: Date): Promise<WebhookRecord | undefined>;
  /** False where there is none of that id. What it was still to be told is forgotten with it. */
  remove(id: string, expected?: number): Promise<boolean>;
}

/** Port: the outbox. Events and who is to be told of them are kept in one step; the queue takes them from there. */
export interface Outbox {
  /** Keeps the events that are new, each for every webhook that wants its type, or for the one named. */
  keep(events: readonly TollgateEvent[], only?: string): Promise<void>;
  /** Deliveries that the job queue has not taken over yet, oldest first. */
  waiting(limit: number): Promise<readonly string[]>;
  handedOver(deliveries: readonly string[]): Promise<void>;
  /** Undefined where it is not pending (any more). */
  outgoing(delivery: string, now: Date): Promise<Outgoing | undefined>;
  /** Counts an attempt; one without failure ends the delivery. */
  attempted(delivery: string, outcome: AttemptOutcome): Promise<void>;
  /** Gives up what is pending. */
  bury(delivery: string): Promise<void>;
  /** Newest first. */
  deliveries(
    webhook: string,
    status: DeliveryStatus | undefined,
    page: PageRequest,
  ): Promise<readonly DeliveryRecord[]>;
  delivery(webhook: string, id: string): Promise<DeliveryRecord | undefined>;
  /** Makes dead deliveries pending and waiting again: the one named, or all of the webhook. Gives how many there were. */
  revive(webhook: string, id?: string): Promise<number>;
  /** Forgets events older than that, and how they were told. */
  forget(before: Date): Promise<void>;
}
