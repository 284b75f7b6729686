import { TollgateError } from '../../../core/errors.ts';

/** What a caller may do; each includes those before it. */
export const ACCESS_SCOPES = ['read', 'write', 'admin'] as const;
export type AccessScope = (typeof ACCESS_SCOPES)[number];

/** Whether a scope is enough where another is needed. */
export const covers = (held: AccessScope | undefined, needed: AccessScope): boolean =>
  held !== undefined && ACCESS_SCOPES.indexOf(held) >= ACCESS_SCOPES.indexOf(needed);

/** AWS accounts somebody may see: twelve digits, or "self" for scans with the credentials of the service; undefined = all. */
export type VisibleAccounts = readonly string[] | undefined;

/** Who asks. */
export interface Principal {
  /** As the audit log names it: key:ID, token:SUBJECT, configured:N or anyone. */
  readonly id: string;
  /** Undefined = known, and allowed nothing. */
  readonly scope: AccessScope | undefined;
  readonly accounts: VisibleAccounts;
  /** Requests a minute; undefined = no limit of its own. */
  readonly rateLimitPerMinute: number | undefined;
}

/** Everybody who reaches a service that has neither keys nor an issuer of tokens: it listens on loopback only. */
export const ANYONE: Principal = Object.freeze({
  id: 'anyone',
  scope: 'admin',
  accounts: undefined,
  rateLimitPerMinute: undefined,
});

export const sees = (accounts: VisibleAccounts, account: string | undefined): boolean =>
  accounts === undefined || (account !== undefined && accounts.includes(account));

/** TG1522, for what somebody wants to do in an account that is not theirs. What they ask for by id is TG2202 instead. */
export const outOfReach = (what: string): TollgateError =>
  new TollgateError('TG1522', `${what} lies outside the accounts of this key or token.`, {
    hint: 'Name one of its accounts.',
  });

/** TG2202, for an id that does not exist and for one that somebody may not see alike. */
export const nothingOfThatId = (): TollgateError =>
  new TollgateError('TG2202', 'There is nothing of that id.', { hint: 'List what there is.' });
