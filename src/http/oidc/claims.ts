import { ACCESS_SCOPES, type AccessScope, type VisibleAccounts } from '../../operations/resources/access/principal.ts';
import type { OidcOptions } from './oidc-options.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Longest subject that the audit log names. */
const SUBJECT_LENGTH = 256;

export const subjectOf = ({ sub }: Claims): string => String(sub).slice(0, SUBJECT_LENGTH);

/** The highest scope that a token gives; undefined = none. */
export function scopeOf(claims: Claims, { scopeClaim, scopes }: OidcOptions): AccessScope | undefined {
  const held = new Set(wordsOf(claims, scopeClaim));
  return ACCESS_SCOPES.findLast((scope) => scopes[scope].some((value) => held.has(value)));
}

/** The accounts that a token names; "*" means all, and a token without the claim sees none. */
export function accountsOf(claims: Claims, { accountsClaim }: OidcOptions): VisibleAccounts {
  if (accountsClaim === undefined) return undefined;
  const accounts = wordsOf(claims, accountsClaim);
  return accounts.includes('*') ? undefined : accounts;
}

/** A claim as a list of words: issuers write lists, and text with spaces or commas. */
function wordsOf(claims: Claims, name: string): readonly string[] {
  const value = valueAt(claims, name);
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((word) => word !== '');
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}

/** A claim of that very name, which may hold dots, else the one that the dots lead to. */
function valueAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Claims)[part];
  }
  return value;
}
