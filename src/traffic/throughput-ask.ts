import type { EngineRow, Parameter } from '../engines/engine.ts';
import type { AskedEndpoint } from './throughput.ts';
import { keysByName } from './throughput-names.ts';
import type { ThroughputSql } from './throughput-sql.ts';

/** What the queries run on. It serves one question at a time: it carries the relations that a question brings along. */
export interface Ask {
  readonly sql: ThroughputSql;
  rows(sql: string, parameters?: Readonly<Record<string, Parameter>>): Promise<readonly EngineRow[]>;
  /** Fills `asked`: what each endpoint may be called, its number, and the rate from which on a period is near its capacity. */
  asked(endpoints: readonly AskedName[]): Promise<void>;
  /** Fills `outlined` with zones by every name they have. */
  outlined(zones: readonly OutlinedZone[]): Promise<void>;
  /** Fills `special`. */
  special(groups: readonly SpecialGroup[]): Promise<void>;
}

export interface AskedName {
  readonly name: string;
  readonly key: number;
  readonly nearBps: number;
}

export interface OutlinedZone {
  readonly name: string;
  readonly az: string;
  readonly key: number;
}

export interface SpecialGroup {
  readonly key: number;
  readonly az: string;
  readonly slot: number;
  readonly bucket: number;
  readonly expected: number;
}

export const namesAsked = (endpoints: readonly AskedEndpoint[]): readonly AskedName[] =>
  [...keysByName(endpoints)].map(([name, key]) => ({
    name,
    key,
    nearBps: endpoints[key]?.nearBps ?? Number.MAX_VALUE,
  }));
