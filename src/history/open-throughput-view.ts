import { join, relative } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { type Duck, openDuck } from '../files/bounded-duckdb.ts';
import { checkedDays } from './damage.ts';
import type { HistoryScope } from './history-scope.ts';
import { COLUMNS, CREATE_STAGED, filesRelation } from './history-sql.ts';
import { dayOf } from './paths.ts';

export interface ThroughputWindow {
  /** Seconds since 1970 UTC; `from` inside, `to` outside. Absent = no bound. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface OpenHistory extends Duck {
  /** Files that could not be read and are left out. */
  readonly findings: readonly Finding[];
}

/**
 * Opens a DuckDB whose view `throughput` is the stored history of the scopes in the window (whole days are pruned by folder).
 * A damaged file is named in a finding and left out. The caller closes it.
 */
export async function openThroughputView(
  root: string,
  scopes: readonly HistoryScope[],
  window: ThroughputWindow = {},
): Promise<OpenHistory> {
  const paths: string[] = [];
  const findings: Finding[] = [];
  for (const scope of scopes) {
    const from = window.from === undefined ? undefined : dayOf(window.from);
    const to = window.to === undefined ? undefined : dayOf(window.to);
    for (const { day, whole, damaged } of await checkedDays(root, scope, from, to)) {
      paths.push(...whole.map((file) => file.path));
      const bad = [...damaged, ...day.damaged];
      findings.push(...bad.map((file) => damage(relative(root, join(day.folder, file.name)), file.rows)));
    }
  }
  const duck = await openDuck();
  if (paths.length === 0) await duck.connection.run(`${CREATE_STAGED}; CREATE VIEW throughput AS SELECT * FROM staged`);
  else
    await duck.connection.run(
      `CREATE VIEW throughput AS SELECT ${COLUMNS} FROM ${filesRelation(paths)}${bounds(window)}`,
    );
  return { ...duck, findings };
}

const bounds = ({ from, to }: ThroughputWindow): string => {
  const at = (seconds: number): string =>
    `TIMESTAMP '${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}'`;
  const conditions = [
    ...(from === undefined ? [] : [`start >= ${at(from)}`]),
    ...(to === undefined ? [] : [`start < ${at(to)}`]),
  ];
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
};

const damage = (path: string, rows: number): Finding => ({
  code: 'TG2150',
  severity: 'warning',
  subject: path,
  message: `The file is damaged or missing; ${rows} rows are left out and their time counts as unknown. The next scan fetches them again, as far as CloudWatch still holds them.`,
  location: { file: path },
});

/** Opens the view, runs the work and closes it. Files that a compaction replaced meanwhile are looked up again, once. */
export async function withThroughput<Result>(
  root: string,
  scopes: readonly HistoryScope[],
  window: ThroughputWindow,
  work: (history: OpenHistory) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const history = await openThroughputView(root, scopes, window);
    try {
      return await work(history);
    } catch (error) {
      if (attempt > 1 || !/No files found|No such file|Cannot open file/.test(String(error))) throw error;
    } finally {
      history.close();
    }
  }
}
