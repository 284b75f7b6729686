import type { EventSink } from '../events/event-sink.ts';

/** The state database for a command that looks at it and takes no part in its jobs. */
export interface KeptState {
  /** The newest snapshot of each account of a Region as JSON text, the newest of them first. */
  newestSnapshots(region: string): Promise<readonly string[]>;
  /** Keeps events for the service to tell. */
  readonly events: EventSink;
  close(): Promise<void>;
}
