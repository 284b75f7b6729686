import type { AfterScan } from '../analysis/scan/after-scan.ts';

/** What follows every scan, in order. */
export const afterScan = (): readonly AfterScan[] => [];
