import { useSyncExternalStore } from 'react';

/** Files that were dropped onto the page. They stay in this tab; figures of them are computed by this service alone. */
export interface Dropped {
  readonly network: File | undefined;
  readonly bills: readonly File[];
  /** Changes with every drop, so that what was computed before is not shown for it. */
  readonly version: number;
}

let dropped: Dropped = { network: undefined, bills: [], version: 0 };
const listeners = new Set<() => void>();

export const useDropped = (): Dropped =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => dropped,
  );

const isBill = ({ name }: File): boolean => /\.(?:csv|csv\.gz|gz|parquet)$/i.test(name);

/** Takes files: billing exports beside the network that is shown, anything else as a network of its own. */
export function drop(files: readonly File[]): void {
  const bills = files.filter(isBill);
  const network = files.find((file) => !isBill(file)) ?? dropped.network;
  set({ network, bills: bills.length > 0 ? bills : dropped.bills, version: dropped.version + 1 });
}

/** Back to what the service shows. */
export const clearDropped = (): void => set({ network: undefined, bills: [], version: dropped.version + 1 });

function set(next: Dropped): void {
  dropped = next;
  for (const listener of listeners) listener();
}
