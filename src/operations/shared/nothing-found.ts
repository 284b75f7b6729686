import type { ReadBill } from './read-bill.ts';

/** Where a line cannot be read, it may be one of an endpoint. */
export const nothingFound = ({ rejected, namesResources }: Pick<ReadBill, 'rejected' | 'namesResources'>): string =>
  rejected > 0
    ? 'No PrivateLink lines found among the lines that can be read.'
    : `No PrivateLink lines found${namesResources ? '' : '; resource ids are not enabled'}.`;
