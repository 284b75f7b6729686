import type { AskedEndpoint } from './throughput.ts';

/** Which endpoint (by its place in the list) a name of the history stands for. Names that two share go to the first: ids come before addresses. */
export function keysByName(endpoints: readonly AskedEndpoint[]): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  const pass = (name: string | undefined, key: number): void => {
    if (name !== undefined && !keys.has(name)) keys.set(name, key);
  };
  endpoints.forEach(({ names }, key) => {
    pass(names[0], key);
  });
  endpoints.forEach(({ names }, key) => {
    for (const name of names.slice(1)) pass(name, key);
  });
  return keys;
}
