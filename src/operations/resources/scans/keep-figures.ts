import type { RateSource } from '../../../rates/rate-source.ts';
import type { AfterScan } from './after-scan.ts';
import { type ScopeFigures, scopeFigures } from './scope-figures.ts';

/** The figures of one account and Region. */
export interface KeptFigures extends ScopeFigures {
  readonly account: string;
  readonly region: string;
}

/** Port: the figures of the newest scan of each account and Region. */
export interface FiguresStore {
  keep(figures: KeptFigures): Promise<void>;
  list(): Promise<readonly KeptFigures[]>;
}

interface KeepFiguresPorts {
  readonly figures: FiguresStore;
  readonly rates: RateSource;
}

/** After a scan: keeps its figures in place of those before. */
export const keepFigures =
  ({ figures, rates }: KeepFiguresPorts): AfterScan =>
  async ({ scan, snapshot }) => {
    const own = await scopeFigures(snapshot, rates);
    // "self" is whose credentials the service has; the snapshot knows the number.
    const account = snapshot.provenance.scopes[0]?.account ?? scan.account;
    await figures.keep({ account, region: scan.region, ...own });
  };
