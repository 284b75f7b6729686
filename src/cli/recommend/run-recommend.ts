import { planDocument } from '../../operations/recommend/plan-document.ts';
import type { RecommendSettings } from '../../operations/recommend/settings.ts';
import type { Services } from '../../operations/services.ts';
import { viewPlan } from '../../report/views/plan.ts';
import { type CapacityFileOptions, capacityRequest } from '../capacity/capacity-request.ts';
import { type PrintOptions, printDocument } from '../capacity/print-document.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';

/** Steps explained in full in text that people read from top to bottom, unless --explain or --all is given. */
const EXPLAINED = 5;

export interface RecommendCommandOptions extends CapacityFileOptions, RecommendSettings, PrintOptions {
  readonly explain?: number | undefined;
}

/** Decides the cheapest safe network and prints the plan. */
export async function runRecommend(
  options: RecommendCommandOptions,
  host: Host,
  services: Services,
): Promise<ExitCode> {
  const settings = { ...options, asOf: services.now().toISOString() };
  const document = await planDocument(await capacityRequest(options, host, services), settings, services);
  const most = options.all === true ? undefined : Math.max(options.explain ?? EXPLAINED, 0);
  await printDocument(document, (plan) => viewPlan(plan, { maxExplained: most }), options, host);
  return EXIT.done;
}
