import { useSyncExternalStore } from 'react';

/** Why the page asks for a key: none was given, it was never valid, or it was and is no more. */
export type Lock = 'missing' | 'invalid' | 'ended';

interface Session {
  /** A key or token. It lives in memory alone: it ends with the tab. */
  readonly key: string | undefined;
  /** Whether the service let this very key in, and whether it let in this or the one that it renews. */
  readonly isAccepted: boolean;
  readonly hasWorked: boolean;
  /** Gets another token without asking anybody; absent = a key, or an issuer that gives none. */
  readonly renew: (() => Promise<string>) | undefined;
  readonly lock: Lock | undefined;
}

let session: Session = { key: undefined, isAccepted: false, hasWorked: false, renew: undefined, lock: undefined };
const listeners = new Set<() => void>();

function set(next: Partial<Session>): void {
  session = { ...session, ...next };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLock = (): Lock | undefined => useSyncExternalStore(subscribe, () => session.lock);

export const useHasKey = (): boolean => useSyncExternalStore(subscribe, () => session.key !== undefined);

export const keyInUse = (): string | undefined => session.key;

/** Goes on with another key or token. */
export const takeKey = (key: string, renew?: () => Promise<string>): void =>
  set({ key, renew, isAccepted: false, hasWorked: false, lock: undefined });

/** Forgets the key. */
export const dropKey = (): void =>
  set({ key: undefined, renew: undefined, isAccepted: false, hasWorked: false, lock: 'missing' });

/** The service let this key in. */
export function accept(key: string | undefined): void {
  if (key === session.key && key !== undefined && !session.isAccepted) set({ isAccepted: true, hasWorked: true });
}

let renewing: Promise<string> | undefined;

/** The service refused this key. Whether another one is there to try: renewed, or given meanwhile. */
export async function refuse(key: string | undefined): Promise<boolean> {
  if (key !== session.key) return true;
  const { renew, isAccepted, hasWorked } = session;
  if (renew && isAccepted) {
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    const next = await renewing.catch(() => undefined);
    if (next !== undefined) {
      if (session.key === key) set({ key: next, isAccepted: false });
      return true;
    }
  }
  if (session.key === key) set({ lock: key === undefined ? 'missing' : hasWorked ? 'ended' : 'invalid' });
  return false;
}
