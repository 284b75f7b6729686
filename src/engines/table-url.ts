import { TollgateError } from '../core/errors.ts';
import type { TableName } from './engine.ts';

/** A table and the days asked of it: `from` inside, `to` outside, YYYY-MM-DD. */
export interface TableUrl {
  readonly url: string;
  readonly engine: 'athena' | 'trino';
  readonly table: TableName;
  readonly from: string;
  readonly to: string;
  /** Of Athena. */
  readonly workgroup: string;
  /** Of Trino: the coordinator and who asks it. */
  readonly coordinator: string;
  readonly user: string;
  /** Most USD that reading may cost in Athena, and most bytes. */
  readonly maxQueryCost: number;
}

const EXAMPLE = 'athena://AwsDataCatalog.billing.cur2?month=2026-10';
const PARAMETERS = new Set(['month', 'from', 'to', 'workgroup', 'ssl', 'max-query-cost']);

export const isTableUrl = (text: string): boolean => /^(?:athena|trino):\/\//i.test(text);

/**
 * `athena://catalog.database.table?month=2026-10` or `?from=2026-11-01&to=2026-11-08`, with `&workgroup=` and `&max-query-cost=` (USD, 1);
 * `trino://user@host:8080/catalog.schema.table?...`, with `&ssl=true`. Throws TG1040.
 */
export function parseTableUrl(text: string): TableUrl {
  const [, engine = '', place = '', search = ''] = /^(athena|trino):\/\/([^?]*)\??(.*)$/i.exec(text) ?? [];
  const asked = new URLSearchParams(search);
  for (const name of asked.keys()) if (!PARAMETERS.has(name)) throw refused(text, `it has an unknown part ${name}`);
  const isAthena = engine.toLowerCase() === 'athena';
  const [, user = 'tollgate', host = '', path = ''] = /^(?:([^@/]+)@)?([^/@]+)\/(.+)$/.exec(place) ?? [];
  const names = (isAthena ? place : path).split('.');
  if (names.length !== 3 || names.some((name) => !/^[\w-]+$/.test(name))) {
    throw refused(text, 'it names no catalog.database.table');
  }
  if (user.includes(':')) throw refused(text, 'a password stands in TRINO_PASSWORD');
  const [catalog = '', schema = '', table = ''] = names;
  return {
    url: text,
    engine: isAthena ? 'athena' : 'trino',
    table: { catalog: catalog.toLowerCase(), schema, table },
    ...daysOf(text, asked),
    workgroup: asked.get('workgroup') ?? 'primary',
    coordinator: isAthena ? '' : `${asked.get('ssl') === 'true' ? 'https' : 'http'}://${host}`,
    user,
    maxQueryCost: costOf(text, asked.get('max-query-cost') ?? '1'),
  };
}

function daysOf(text: string, asked: URLSearchParams): { readonly from: string; readonly to: string } {
  const month = asked.get('month');
  if (month !== null) {
    const first = Date.parse(`${month}-01T00:00:00Z`);
    if (!/^\d{4}-\d\d$/.test(month) || Number.isNaN(first)) throw refused(text, 'its month is not written YYYY-MM');
    const next = new Date(first);
    next.setUTCMonth(next.getUTCMonth() + 1);
    return { from: `${month}-01`, to: next.toISOString().slice(0, 10) };
  }
  const [from = '', to = ''] = [asked.get('from') ?? '', asked.get('to') ?? ''];
  const areDays = [from, to].every((day) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)));
  if (!areDays || from >= to) throw refused(text, 'it says no month, and no days with from and to');
  return { from, to };
}

function costOf(text: string, given: string): number {
  if (!/^\d+(\.\d+)?$/.test(given)) throw refused(text, 'its max-query-cost is no amount');
  return Number(given);
}

const refused = (text: string, why: string): TollgateError =>
  new TollgateError('TG1040', `${text} cannot be asked: ${why}.`, {
    hint: `Write it like ${EXAMPLE} or trino://user@host:8080/hive.billing.cur2?from=2026-10-01&to=2026-11-01.`,
  });
