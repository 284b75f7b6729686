import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { regionsOf } from '../../../src/model/regions-of.ts';
import { type EstimateDocument, type Topology, useRates } from '../api/queries.ts';
import type { PriceAnswer, PriceRequest } from './price.ts';

let worker: Worker | undefined;
let last = 0;
const waiting = new Map<number, (answer: PriceAnswer) => void>();

function price(request: Omit<PriceRequest, 'id'>): Promise<EstimateDocument> {
  if (worker === undefined) {
    worker = new Worker(new URL('./price.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<PriceAnswer>) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    };
  }
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    waiting.set(id, (answer) => ('document' in answer ? resolve(answer.document) : reject(new Error(answer.error))));
    worker?.postMessage({ id, ...request });
  });
}

/** The estimate of a network by the model in a worker, at the prices of the service. `key` names the network. */
export function usePriced(topology: Topology | undefined, key: string): UseQueryResult<EstimateDocument> {
  const regions = topology ? regionsOf(topology) : [];
  const cards = useRates(regions);
  return useQuery({
    queryKey: ['priced', key, cards.dataUpdatedAt, topology],
    queryKeyHashFn: ([name, own, at]) => `${name} ${own} ${at}`,
    queryFn: () => price({ topology: topology as Topology, cards: cards.data ?? new Map() }),
    enabled: topology !== undefined && cards.data !== undefined,
    placeholderData: (before) => before,
  });
}
