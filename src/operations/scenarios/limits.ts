/** Longest comparison: what lies further off is no plan. */
export const MOST_MONTHS = 120;
export const MOST_VARIANTS = 10;
