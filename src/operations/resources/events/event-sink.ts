import type { TollgateEvent } from '../../../report/event-document.ts';

/** Port: takes events for whoever subscribed. An event whose id it has taken before is left out. */
export interface EventSink {
  emit(events: readonly TollgateEvent[]): Promise<void>;
}
