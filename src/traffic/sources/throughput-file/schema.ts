/** Columns of a throughput file that must be there. One row is one endpoint, one zone, one period. */
export const REQUIRED_COLUMNS = ['endpoint_id', 'az', 'start', 'period_seconds', 'bytes'] as const;

/** Columns that may be there; null where they are not. */
export const OPTIONAL_COLUMNS = ['active_connections', 'new_connections', 'packets_dropped', 'rst_packets'] as const;

/** Longest period of one row, in seconds: 31 days. */
export const LONGEST_PERIOD_SECONDS = 31 * 86_400;

/** Why a row is rejected, in the order the checks are made. */
export const REJECTIONS = {
  form: 'the row does not have the columns of the header',
  id: 'the endpoint id is missing',
  zone: 'the zone is missing',
  time: 'the start is not an RFC 3339 time of this century',
  period: 'the period is not a whole number of seconds from 1 to 2,678,400',
  bytes: 'the bytes are not a whole number, zero or more',
  duplicate: 'another row has the same endpoint, zone and start',
} as const;

export type Rejection = keyof typeof REJECTIONS;
