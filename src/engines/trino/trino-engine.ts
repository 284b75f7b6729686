import { TollgateError } from '../../core/errors.ts';
import { DIALECTS } from '../dialect.ts';
import type { Engine, EngineRow, EngineValue } from '../engine.ts';
import { bound, identifier } from '../literals.ts';
import type { TrinoAnswer } from './answer.ts';
import { cancel, send, type TrinoOptions, unreachable } from './send.ts';

/** Trino over its client protocol: a query is posted, then each answer names the next. */
export function trinoEngine(options: TrinoOptions): Engine {
  let queries = 0;
  let scannedBytes = 0;
  const rowsOf = async (sql: string): Promise<readonly EngineRow[]> => {
    queries += 1;
    const rows: EngineRow[] = [];
    let next: URL | undefined;
    try {
      let answer = await send({ method: 'POST', url: new URL('/v1/statement', options.url), body: sql }, options);
      for (;;) {
        refuseFailure(answer);
        rows.push(...((answer.data ?? []) as EngineValue[][]));
        if (answer.nextUri === undefined) break;
        next = sameOrigin(answer.nextUri, options.url);
        answer = await send({ method: 'GET', url: next }, options);
      }
      scannedBytes += answer.stats?.physicalInputBytes ?? 0;
      return rows;
    } catch (error) {
      if (next) await cancel(next, options);
      throw error;
    }
  };
  return {
    dialect: DIALECTS.trino,
    rows: (sql, parameters) => rowsOf(bound(sql, parameters)),
    async columns({ catalog, schema, table }) {
      const rows = await rowsOf(`DESCRIBE ${[catalog, schema, table].map(identifier).join('.')}`);
      return rows.map(([name, type, extra]) => ({
        name: String(name),
        type: String(type),
        isPartition: extra === 'partition key',
      }));
    },
    cost: () => ({ queries, scannedBytes }),
    close: async () => undefined,
  };
}

/** Who answers must not send us, and our password, elsewhere. */
function sameOrigin(next: string, base: string): URL {
  const url = URL.parse(next);
  if (url?.origin === new URL(base).origin) return url;
  throw unreachable(base, 'it names another server for the rest of its answer');
}

function refuseFailure({ id, error }: TrinoAnswer): void {
  if (error === undefined) return;
  const isEnded = /^(USER_CANCELED|ADMINISTRATIVELY_|EXCEEDED_SCAN_LIMIT|EXCEEDED_TIME_LIMIT)/.test(error.errorName);
  throw new TollgateError(
    isEnded ? 'TG2071' : 'TG2070',
    `Trino ${isEnded ? 'ends' : 'fails'} query ${id}: ${error.message.slice(0, 500)}`,
    {
      hint: isEnded
        ? 'Ask for fewer days, or raise the limits of the resource group.'
        : 'Look at the query in the web interface of the coordinator.',
    },
  );
}
