import type { Base, Statistic } from '../../capacity/endpoint-load.ts';
import { type GivenThresholds, thresholdsOf } from '../../capacity/level.ts';
import { buildHeadroom } from '../../report/build-headroom.ts';
import type { HeadroomDocument } from '../../report/headroom-document.ts';
import type { HistoryWindowOptions } from '../inputs/ask-history.ts';
import { type NetworkInputs, withHistory } from '../inputs/network-inputs.ts';
import { headroomOfNetwork } from '../shared/headroom-of-network.ts';

/** How headroom is judged; what is absent has its default. */
export interface HeadroomSettings extends HistoryWindowOptions, GivenThresholds {
  readonly statistic?: Statistic | undefined;
  readonly base?: Base | undefined;
}

/** Use case of every face: the headroom document of a network. Throws TG3001, TG3005 and what reading the inputs throws. */
export function headroomDocument(request: NetworkInputs, settings: HeadroomSettings): Promise<HeadroomDocument> {
  const thresholds = thresholdsOf(settings);
  const options = { statistic: settings.statistic ?? 'p99', base: settings.base ?? 'ceiling', thresholds };
  return withHistory(request, async (inputs) =>
    buildHeadroom(await headroomOfNetwork({ ...inputs, window: settings, options })),
  );
}
