import type { FindingLog } from '../../../core/finding.ts';
import { checkBand, type SeriesQuery } from './queries.ts';

/** Share by which the zones may differ from the whole before it is said. */
const TOLERANCE = 0.001;

/**
 * Compares the bytes of the zones with those of the endpoint as a whole, over full hours: two dimension sets of one metric that
 * overlap, so the second checks the first and is never added to it.
 */
export class SplitCheck {
  readonly #bytes = new Map<SeriesQuery, number>();

  /** A series that is asked for again starts again. */
  restart(query: SeriesQuery): void {
    if (query.column === 'bytes') this.#bytes.set(query, 0);
  }

  add(query: SeriesQuery, starts: readonly number[], values: readonly number[]): void {
    const sum = this.#bytes.get(query);
    const hours = query.az === undefined ? query.band : checkBand(query.band);
    if (sum === undefined || hours === undefined) return;
    const inside = values.filter((_, index) => (starts[index] ?? 0) >= hours.start && (starts[index] ?? 0) < hours.end);
    this.#bytes.set(query, sum + inside.reduce((total, value) => total + value, 0));
  }

  report(findings: FindingLog): void {
    for (const [target, series] of Map.groupBy(this.#bytes, ([query]) => query.target.id)) {
      const total = (whole: boolean): number =>
        series.reduce((sum, [query, bytes]) => ((query.az === undefined) === whole ? sum + bytes : sum), 0);
      const whole = total(true);
      const zones = total(false);
      if (whole === 0 || Math.abs(zones - whole) <= TOLERANCE * whole) continue;
      const percent = ((zones / whole - 1) * 100).toFixed(1);
      findings.add(
        'TG2052',
        target,
        `The zones of ${target} hold ${percent} % other bytes than the endpoint as a whole.`,
      );
    }
  }
}
