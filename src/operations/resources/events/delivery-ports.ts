import type { AttemptOutcome } from './webhook-store.ts';

/** A body on its way to an address, with the headers that sign it. */
export interface SignedMessage {
  readonly url: URL;
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly string[];
  /** The time of this attempt, part of what is signed. */
  readonly at: Date;
}

/** Port: posts a message once. What goes wrong is an outcome; it throws only when aborted. */
export type PostMessage = (message: SignedMessage, signal: AbortSignal) => Promise<AttemptOutcome>;

export interface TargetAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Port: keeps requests that users ask for away from private networks. */
export interface TargetGuard {
  /** The addresses the host of a URL stands for; whoever connects must connect to one of them. Throws TG6020. */
  check(url: URL): Promise<readonly [TargetAddress, ...TargetAddress[]]>;
}
