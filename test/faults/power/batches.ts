import { START } from '../history/history-files.ts';

export { SCOPE } from '../history/history-files.ts';

/** Minutes of a batch. */
export const BATCH = 100;

export const batchOf = (number: number) =>
  Array.from({ length: BATCH }, (_, minute) => ({
    endpoint: 'vpce-1',
    az: 'use1-az1',
    start: START + (number * BATCH + minute) * 60,
    periodSeconds: 60,
    bytes: 1000,
  }));
