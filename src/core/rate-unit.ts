/** Unit strings of the price list come in many spellings (Hrs, hour, Hours; GB, GigaBytes); these are ours. */
export const RATE_UNITS = ['Hrs', 'GB', 'LCU-Hrs', 'zone-month'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];
