import { setTimeout as pause } from 'node:timers/promises';
import { TollgateError } from '../../core/errors.ts';
import { limitedText } from '../../core/limited-body.ts';
import { DIALECTS } from '../dialect.ts';
import type { Engine, EngineRow, EngineValue } from '../engine.ts';
import { bound, identifier } from '../literals.ts';
import { readAnswer, type TrinoAnswer } from './answer.ts';

export interface TrinoOptions {
  /** Of the coordinator: http or https, host and port. */
  readonly url: string;
  readonly user: string;
  /** Sent over https only. */
  readonly password?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One answer holds a page of rows; above it, somebody else answers. */
const MOST_BYTES = 256 * 2 ** 20;
const ANSWER_MS = 60_000;
/** Answers of a coordinator that is busy or restarts, by the protocol: asked again after a while. */
const BUSY = new Set([429, 502, 503, 504]);
const TRIES = 8;

/** Trino over its client protocol: a query is posted, then each answer names the next. */
export function trinoEngine(options: TrinoOptions): Engine {
  let queries = 0;
  let scannedBytes = 0;
  const send = sender(options);
  return {
    dialect: DIALECTS.trino,
    async rows(sql, parameters) {
      queries += 1;
      const rows: EngineRow[] = [];
      let answer = await send('POST', new URL('/v1/statement', options.url), bound(sql, parameters));
      let next: URL | undefined;
      try {
        for (;;) {
          refuseFailure(answer);
          rows.push(...((answer.data ?? []) as EngineValue[][]));
          if (answer.nextUri === undefined) break;
          next = sameOrigin(answer.nextUri, options.url);
          answer = await send('GET', next);
        }
      } catch (error) {
        // Nobody reads the rest: the cluster is to stop.
        if (next) await send('DELETE', next, undefined, AbortSignal.timeout(5_000)).catch(() => undefined);
        throw error;
      }
      scannedBytes += answer.stats?.physicalInputBytes ?? 0;
      return rows;
    },
    async columns({ catalog, schema, table }) {
      const rows = await this.rows(`DESCRIBE ${[catalog, schema, table].map(identifier).join('.')}`);
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

type Send = (method: string, url: URL, body?: string, until?: AbortSignal) => Promise<TrinoAnswer>;

function sender({ url: base, user, password, signal }: TrinoOptions): Send {
  const headers: Record<string, string> = {
    'X-Trino-User': user,
    'X-Trino-Source': 'tollgate',
    'X-Trino-Time-Zone': 'UTC',
  };
  if (password !== undefined) {
    if (!base.startsWith('https:')) throw unreachable(base, 'a password is sent over https only');
    headers['Authorization'] = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }
  return async (method, url, body, until = signal) => {
    for (let tried = 1; ; tried++) {
      const ends = [AbortSignal.timeout(ANSWER_MS), ...(until ? [until] : [])];
      let answer: Response;
      let told: string;
      try {
        const init = { method, headers, redirect: 'error' as const, signal: AbortSignal.any(ends) };
        answer = await fetch(url, body === undefined ? init : { ...init, body });
        told = await limitedText(answer, MOST_BYTES);
      } catch (cause) {
        until?.throwIfAborted();
        // What was posted may run already: it is not posted again.
        if (method !== 'GET' || tried === TRIES) throw unreachable(base, 'it does not answer', cause);
        await pause(100 * 2 ** tried);
        continue;
      }
      if (answer.ok && method !== 'DELETE') return readTold(told, base);
      if (method === 'DELETE') return { id: '' };
      if (!BUSY.has(answer.status) || tried === TRIES) throw unreachable(base, `it answers ${answer.status}`);
      const seconds = Number(answer.headers.get('retry-after'));
      await pause(seconds > 0 ? Math.min(seconds, 30) * 1000 : 100 * 2 ** tried);
    }
  };
}

function readTold(told: string, base: string): TrinoAnswer {
  try {
    return readAnswer(told);
  } catch (cause) {
    throw unreachable(base, 'its answer is none of Trino', cause);
  }
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

const unreachable = (base: string, why: string, cause?: unknown): TollgateError =>
  new TollgateError('TG2072', `Trino at ${new URL(base).host} cannot be asked: ${why}.`, {
    hint: 'Check the address, the user and the network.',
    cause,
  });
