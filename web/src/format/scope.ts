/** A scope as the address holds it: "account=111122223333", "region=us-east-1" or "team=shop" (any tag). */
interface Placed {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export function inScope(scope: string | undefined, { region, account, tags }: Placed): boolean {
  if (scope === undefined || scope === '') return true;
  const at = scope.indexOf('=');
  const [key, value] = [scope.slice(0, at), scope.slice(at + 1)];
  if (key === 'region') return region === value;
  if (key === 'account') return account === value;
  return tags?.[key] === value;
}

/** Every scope that the parts of a network offer. */
export function scopesOf(parts: readonly Placed[]): readonly string[] {
  const scopes = new Set<string>();
  for (const { region, account, tags } of parts) {
    if (account !== undefined) scopes.add(`account=${account}`);
    if (region !== undefined) scopes.add(`region=${region}`);
    for (const [key, value] of Object.entries(tags ?? {})) scopes.add(`${key}=${value}`);
  }
  return [...scopes].sort();
}
