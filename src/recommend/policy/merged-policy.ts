import { parsedPolicy } from './statement.ts';

/** Clients that come to an endpoint with the policy they had, and the addresses that tell them from everybody else. */
export interface Newcomers {
  readonly policy: unknown;
  readonly cidrs: readonly string[];
  /** Ids that their policy names and that are others at the new endpoint: its id, its VPC. */
  readonly renamed: ReadonlyMap<string, string>;
}

interface Document {
  readonly Version: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/**
 * One policy under which everybody keeps what they had: who was there before, known or not, under the policy of the endpoint (all but the newcomers'
 * addresses), newcomers under their own (their addresses alone), by aws:VpcSourceIp. Undefined where a policy is not a document.
 */
export function mergedPolicy(host: unknown, newcomers: readonly Newcomers[]): Document | undefined {
  const all = newcomers.flatMap((each) => each.cidrs);
  const own = statementsOf(host);
  const others = newcomers.map((each) => ({ ...each, statements: statementsOf(each.policy) }));
  if (!own || !others.every((each) => each.statements !== undefined)) return undefined;
  return {
    Version: '2012-10-17',
    Statement: [
      ...own.map((each) => bound(each, 'NotIpAddress', all)),
      ...others.flatMap(({ statements = [], cidrs, renamed }) =>
        statements.map((each) => bound(withNames(each, renamed), 'IpAddress', cidrs)),
      ),
    ].map((each: Record<string, unknown>) => {
      const { Sid: _, ...rest } = each;
      return rest;
    }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function statementsOf(policy: unknown): readonly Record<string, unknown>[] | undefined {
  const document = parsedPolicy(policy);
  if (!isRecord(document)) return undefined;
  const listed = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return listed.every(isRecord) ? listed : undefined;
}

function bound(statement: Record<string, unknown>, operator: 'IpAddress' | 'NotIpAddress', cidrs: readonly string[]) {
  const conditions = isRecord(statement.Condition) ? statement.Condition : {};
  const same = isRecord(conditions[operator]) ? conditions[operator] : {};
  return { ...statement, Condition: { ...conditions, [operator]: { ...same, 'aws:VpcSourceIp': [...cidrs] } } };
}

const NAMES_OF_PLACES = /^aws:sourcevpce?$/i;

function withNames(statement: Record<string, unknown>, renamed: ReadonlyMap<string, string>) {
  if (!isRecord(statement.Condition)) return statement;
  const rename = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(rename) : typeof value === 'string' ? (renamed.get(value) ?? value) : value;
  const conditions = Object.entries(statement.Condition).map(([operator, keys]) => {
    const pairs = Object.entries(isRecord(keys) ? keys : {});
    return [
      operator,
      Object.fromEntries(pairs.map(([key, value]) => [key, NAMES_OF_PLACES.test(key) ? rename(value) : value])),
    ];
  });
  return { ...statement, Condition: Object.fromEntries(conditions) };
}
