import { type DiffInput, type DiffRequest, diffNetworks } from '../../src/operations/diff/diff-networks.ts';
import type { LoadedSide } from '../../src/operations/inputs/load-sides.ts';
import type { RateSource } from '../../src/rates/rate-source.ts';
import type { Endpoint, Topology } from '../../src/topology/topology.ts';
import { bundledCard, topologyOf } from './estimating.ts';

/** The bundled snapshot as a rate source. */
const BUNDLED: RateSource = {
  kind: 'pricing-cache',
  rateCard: async (region) => ({ card: bundledCard(region), findings: [] }),
};

/** An interface endpoint of us-east-1 in that many zones, with a month's GB where given. */
export const interfaceEndpoint = (
  id: string,
  zones: number,
  gb?: number | string,
  more: Partial<Endpoint> = {},
): Endpoint => ({
  id,
  type: 'Interface',
  vpc: 'app',
  service: `com.amazonaws.us-east-1.${id}`,
  azs: ['us-east-1a', 'us-east-1b', 'us-east-1c', 'us-east-1d'].slice(0, zones),
  ...(gb !== undefined && { traffic: { monthlyGb: String(gb) } }),
  ...more,
});

type Part = Omit<Partial<Topology>, 'schema'>;

const sideOf = (part: Part | LoadedSide, name: string): LoadedSide =>
  'name' in part ? part : { name, reading: { topology: topologyOf(part), findings: [] } };

/** The diff of two topologies with the bundled prices, at a fixed time. */
export async function diffOf(
  base: Part | LoadedSide,
  head: Part | LoadedSide,
  { traffic, ...more }: Partial<DiffRequest> & Pick<DiffInput, 'traffic'> = {},
  rates: RateSource = BUNDLED,
) {
  const input = { base: sideOf(base, 'base'), head: sideOf(head, 'head'), traffic };
  return diffNetworks([input], { generatedAt: new Date(0), ...more }, rates);
}

/** The diff of several projects with the bundled prices. */
export const diffOfProjects = (projects: Readonly<Record<string, { readonly base: Part; readonly head: Part }>>) =>
  diffNetworks(
    Object.entries(projects).map(([project, { base, head }]) => ({
      project,
      base: sideOf(base, 'base'),
      head: sideOf(head, 'head'),
    })),
    { generatedAt: new Date(0) },
    BUNDLED,
  );

/** Change by id: kind, monthly delta. */
export const changesOf = ({ diff }: Awaited<ReturnType<typeof diffOf>>) =>
  Object.fromEntries(diff.changes.map(({ id, change, delta }) => [id, [change, delta.monthly]]));
