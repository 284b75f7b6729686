/** Whether a file that begins with these bytes is gzip. */
export const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** Whether a file that begins with these bytes is Parquet: "PAR1". */
export const isParquet = ([p, a, r, one]: Uint8Array): boolean =>
  p === 0x50 && a === 0x41 && r === 0x52 && one === 0x31;
