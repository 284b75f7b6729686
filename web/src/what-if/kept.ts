import { useSyncExternalStore } from 'react';

/** A variant that was kept: its name and its edits, as the address writes them. */
export interface KeptVariant {
  readonly name: string;
  readonly edits: string;
}

/** Variants that are compared at once, beside today's network. */
export const MOST_KEPT = 4;
const KEY = 'tollgate-variants';

let kept: readonly KeptVariant[] = read();
const listeners = new Set<() => void>();

/** Variants stay in this browser alone. */
function read(): readonly KeptVariant[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(value)) return [];
    return value.filter(({ name, edits }) => typeof name === 'string' && typeof edits === 'string').slice(0, MOST_KEPT);
  } catch {
    return [];
  }
}

function set(next: readonly KeptVariant[]): void {
  kept = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing compares them all the same until it is closed.
  }
  for (const listener of listeners) listener();
}

export const useKeptVariants = (): readonly KeptVariant[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept,
  );

/** One of the same name gives way. */
export const keepVariant = (variant: KeptVariant): void =>
  set([...kept.filter(({ name }) => name !== variant.name), variant].slice(-MOST_KEPT));

export const dropVariant = (name: string): void => set(kept.filter((each) => each.name !== name));
