import { useNavigate, useSearch } from '@tanstack/react-router';

/** Everything that the address keeps; absent = the default. */
export interface Search {
  /** Part of the network, such as "account=111122223333". */
  readonly scope?: string | undefined;
  /** Words to look for. */
  readonly q?: string | undefined;
  /** What groups: account, team, vpc, ... */
  readonly by?: string | undefined;
  readonly state?: string | undefined;
  /** A VPC that others fade beside. */
  readonly focus?: string | undefined;
  /** What the panel at the side shows. */
  readonly sel?: string | undefined;
  readonly down?: boolean | undefined;
  readonly months?: number | undefined;
  /** Edits of the what-if view. */
  readonly edits?: string | undefined;
}

const WORDS = ['scope', 'q', 'by', 'state', 'focus', 'sel', 'edits'] as const;

export function readSearch(given: Record<string, unknown>): Search {
  const search: Record<string, string | number | boolean> = {};
  for (const word of WORDS) {
    const value = given[word];
    if (typeof value === 'string' || typeof value === 'number') search[word] = String(value);
  }
  if (given['down'] === true) search['down'] = true;
  if (given['months'] === 3 || given['months'] === 6) search['months'] = given['months'];
  return search;
}

/** The state in the address, and what changes it. */
export function useAddress(): readonly [Search, (change: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (next: Search): void => {
    void navigate({
      to: '.',
      search: (before: Search) =>
        Object.fromEntries(
          Object.entries({ ...before, ...next }).filter(([, value]) => value !== undefined && value !== ''),
        ),
      replace: true,
    } as never);
  };
  return [search, change];
}
