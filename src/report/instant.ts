/** A moment in seconds since 1970 as RFC 3339 UTC. */
export const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
