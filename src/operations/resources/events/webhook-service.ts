import { randomBytes, randomUUID } from 'node:crypto';
import { TollgateError } from '../../../core/errors.ts';
import type { TollgateEvent } from '../../../report/event-document.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { PageRequest } from '../scans/service-ports.ts';
import type { PostMessage, TargetGuard } from './delivery-ports.ts';
import type { EventSink } from './event-sink.ts';
import { messageBody } from './message-body.ts';
import { newEvent } from './new-event.ts';
import type { DeliveryRecord, DeliveryStatus, WebhookInput, WebhookPatch, WebhookRecord } from './webhook.ts';
import type { Outbox, WebhookStore } from './webhook-store.ts';

export interface WebhookPorts {
  readonly store: WebhookStore;
  readonly outbox: Outbox;
  readonly queue: JobQueue;
  readonly guard: TargetGuard;
  readonly post: PostMessage;
  readonly now: () => Date;
}

/** A webhook and its secret, which is shown this once. */
export type WebhookWithSecret = WebhookRecord & { readonly secret: string };

/** Deliveries handed to the queue at a time. */
const BATCH = 500;
const DAY_MS = 24 * 3600 * 1000;
/** Days for which an event is remembered: longer than the month of a budget, so that nothing is told twice. */
const EVENT_DAYS = 400;
/** Hours for which the secret before signs beside a new one. */
const FORMER_HOURS = 24;

/** Webhooks: kept, told of events with the secrets that sign them, tried again, given up, and sent again on request. */
export class WebhookService implements EventSink {
  readonly #ports: WebhookPorts;

  constructor(ports: WebhookPorts) {
    this.#ports = ports;
  }

  /** Throws TG6020 for an address that requests may not go to. */
  async create(webhook: WebhookInput): Promise<WebhookWithSecret> {
    await this.#ports.guard.check(new URL(webhook.url));
    const secret = newSecret();
    return { ...(await this.#ports.store.create(webhook, secret)), secret };
  }

  /** Throws TG2202. */
  async get(id: string): Promise<WebhookRecord> {
    return found(await this.#ports.store.get(id));
  }

  list(page: PageRequest): Promise<readonly WebhookRecord[]> {
    return this.#ports.store.list(page);
  }

  /** Throws TG2202 or TG6020. */
  async update(id: string, patch: WebhookPatch, expected?: number): Promise<WebhookRecord | undefined> {
    if (patch.url !== undefined) await this.#ports.guard.check(new URL(patch.url));
    const record = await this.#ports.store.update(id, patch, expected);
    // Of another version than the one expected it is undefined; of no version at all it is not there.
    if (record === undefined) await this.get(id);
    return record;
  }

  /** A new secret; for a day the one before signs too. Throws TG2202. */
  async rotate(id: string): Promise<WebhookWithSecret> {
    const secret = newSecret();
    const formerUntil = new Date(this.#ports.now().getTime() + FORMER_HOURS * 3600 * 1000);
    return { ...found(await this.#ports.store.rotate(id, secret, formerUntil)), secret };
  }

  /** Throws TG2202. */
  async remove(id: string, expected?: number): Promise<boolean> {
    if (await this.#ports.store.remove(id, expected)) return true;
    await this.get(id);
    return false;
  }

  /** Throws TG2202. */
  async deliveries(
    webhook: string,
    status: DeliveryStatus | undefined,
    page: PageRequest,
  ): Promise<readonly DeliveryRecord[]> {
    await this.get(webhook);
    return this.#ports.outbox.deliveries(webhook, status, page);
  }

  /** Sends a dead delivery again, with attempts as many as the first time. Throws TG2202 or TG6021. */
  async redeliver(webhook: string, id: string): Promise<DeliveryRecord> {
    const { outbox } = this.#ports;
    const revived = await outbox.revive(webhook, id);
    const record = found(await outbox.delivery(webhook, id));
    if (revived === 0) {
      throw new TollgateError('TG6021', `The delivery is ${record.status}, so there is nothing to send again.`, {
        hint: 'Only a dead delivery can be sent again; ?status=dead lists them.',
      });
    }
    await this.relay();
    return record;
  }

  /** Sends every dead delivery of a webhook again and tells how many. Throws TG2202. */
  async redeliverAll(webhook: string): Promise<number> {
    await this.get(webhook);
    const revived = await this.#ports.outbox.revive(webhook);
    await this.relay();
    return revived;
  }

  /** Sends an event that says nothing, to this webhook alone. Throws TG2202. */
  async test(id: string): Promise<DeliveryRecord> {
    const { outbox, now } = this.#ports;
    const { name } = await this.get(id);
    const event = newEvent('webhook.test', [randomUUID()], {
      occurredAt: now().toISOString(),
      data: { webhook: name },
    });
    await outbox.keep([event], id);
    await this.relay();
    const [delivery] = await outbox.deliveries(id, undefined, { limit: 1 });
    return found(delivery);
  }

  async emit(events: readonly TollgateEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.#ports.outbox.keep(events);
    await this.relay();
  }

  /** Hands what waits in the outbox to the queue. A crash in between hands something over twice, never not at all. */
  async relay(): Promise<void> {
    const { outbox, queue } = this.#ports;
    for (;;) {
      const waiting = await outbox.waiting(BATCH);
      for (const deliveryId of waiting) await queue.enqueue('webhook-delivery', { deliveryId });
      await outbox.handedOver(waiting);
      if (waiting.length < BATCH) return;
    }
  }

  /** Tells webhooks on this replica until the queue is stopped. */
  async work(): Promise<void> {
    const { queue, outbox, now } = this.#ports;
    await queue.work('webhook-delivery', ({ deliveryId }, signal) => this.#deliver(deliveryId, signal));
    await queue.work('webhook-dead', ({ deliveryId }) => outbox.bury(deliveryId));
    await queue.schedule('webhook-relay', '* * * * *', () => this.relay());
    await queue.schedule('webhook-forget', '17 3 * * *', () =>
      outbox.forget(new Date(now().getTime() - EVENT_DAYS * DAY_MS)),
    );
    // What a crash or a command has left need not wait for the minute.
    await this.relay();
  }

  /** One attempt. It throws where it failed, so that the queue tries again later or gives up. */
  async #deliver(id: string, signal: AbortSignal): Promise<void> {
    const { outbox, post, now } = this.#ports;
    const at = now();
    const outgoing = await this.#outgoing(id, at);
    if (outgoing === undefined) return;
    const { event, url, format, secrets } = outgoing;
    const message = { url: new URL(url), id: event.id, body: messageBody[format](event), secrets, at };
    const outcome = await post(message, signal);
    await outbox.attempted(id, outcome);
    if (outcome.failure !== undefined) throw new Error(outcome.failure);
  }

  /** What cannot be opened is a failed attempt, so that the list of deliveries says why. */
  async #outgoing(id: string, at: Date) {
    const { outbox } = this.#ports;
    try {
      return await outbox.outgoing(id, at);
    } catch (error) {
      if (error instanceof TollgateError && error.code === 'TG6022')
        await outbox.attempted(id, { failure: error.message });
      throw error;
    }
  }
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

const notFound = (): TollgateError =>
  new TollgateError('TG2202', 'There is nothing of that id.', { hint: 'GET /v1/webhooks lists what there is.' });

function found<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw notFound();
}
