import { TollgateError } from '../../core/errors.ts';
import { regionsOf } from '../../model/regions-of.ts';
import { compareDesigns } from '../../recommend/compare.ts';
import { recommend } from '../../recommend/recommend.ts';
import type { Recommendation } from '../../recommend/recommendation.ts';
import { terraformFolder } from '../../recommend/steps/terraform-folder.ts';
import { buildPlan } from '../../report/build-plan.ts';
import type { PlanDocument } from '../../report/plan-document.ts';
import { profileAge } from '../../traffic/history-age.ts';
import { mergeTraffic } from '../../traffic/traffic.ts';
import { type NetworkInputs, readWithTraffic } from '../inputs/network-inputs.ts';
import type { Services } from '../services.ts';
import { loadCards } from '../shared/estimate-network.ts';
import { futureOf } from './horizon.ts';
import { type RecommendSettings, recommendOptions } from './settings.ts';

const MOST_MONTHS = 36;
/** Networks of more endpoints are not compared with other designs: each takes about as long as the plan. */
const MOST_COMPARED = 150;

/**
 * Use case of every face: the cheapest network that keeps the rules, as a plan. Works from any network with its traffic, offline.
 * Throws TG4001 (options), TG4002 (a plan that does not add up), TG3005 (a horizon without history) and what reading inputs throws.
 */
export const planDocument = async (
  request: NetworkInputs,
  settings: RecommendSettings,
  services: Pick<Services, 'rates' | 'forecasters'>,
): Promise<PlanDocument> => (await recommended(request, settings, services)).document;

/** A plan as its document, and as a Terraform folder: file names with their text, in a folder a Region where there are several. */
export interface Recommended {
  readonly document: PlanDocument;
  readonly folder: () => ReadonlyMap<string, string>;
}

/** The plan in every form that it has. Throws what `planDocument` throws. */
export async function recommended(
  request: NetworkInputs,
  settings: RecommendSettings,
  services: Pick<Services, 'rates' | 'forecasters'>,
): Promise<Recommended> {
  const options = recommendOptions(settings);
  const { reading, traffic } = await readWithTraffic(request);
  const today = mergeTraffic(reading.measured?.profile ?? new Map(), traffic?.profile ?? new Map());
  const months = horizonOf(settings.horizonMonths);
  const future = months === undefined ? undefined : await futureOf(request, months, today, services);
  const topology = future?.topology ?? reading.topology;
  const { cards, findings: rateFindings } = await loadCards(regionsOf(topology), services.rates);
  const plan = await recommend({
    topology,
    cards,
    traffic: future?.profile ?? today,
    findings: [...reading.findings, ...(traffic?.findings ?? []), ...profileAge(today, settings.asOf), ...rateFindings],
    options,
  });
  const small = plan.topologyToday.endpoints.length <= MOST_COMPARED;
  const comparison = small ? await compareDesigns(plan.topologyToday, cards, options) : undefined;
  return {
    document: buildPlan(plan, { options, cards, ratesSource: services.rates.kind, horizonMonths: months, comparison }),
    folder: () => folderOf(plan.recommendations),
  };
}

function folderOf(recommendations: readonly Recommendation[]): ReadonlyMap<string, string> {
  const regions = [...Map.groupBy(recommendations, (each) => each.region)];
  return new Map(
    regions.flatMap(([region, members]) =>
      [...terraformFolder(members, region)].map(([name, text]): [string, string] => [
        regions.length > 1 ? `${region}/${name}` : name,
        text,
      ]),
    ),
  );
}

function horizonOf(months: number | undefined): number | undefined {
  if (months === undefined || (Number.isSafeInteger(months) && months >= 1 && months <= MOST_MONTHS)) return months;
  throw new TollgateError('TG4001', `The horizon is not a whole number of months from 1 to ${MOST_MONTHS}.`);
}
