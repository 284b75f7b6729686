/**
 * Tollgate as a library: what VPC interface endpoints cost, how full they are, and what should change. Each operation takes a network
 * from {@link readInput} and returns the same document as the command line and the REST API. Money is exact decimal text; measurements
 * (bits per second, shares, days) are numbers.
 *
 * @packageDocumentation
 */
export { TollgateError } from './core/errors.ts';
export type { Finding, Severity } from './core/finding.ts';
export type { Location } from './core/location.ts';
export {
  type ForecastOptions,
  forecast,
  type HeadroomOptions,
  headroom,
  type WindowOptions,
} from './library/capacity.ts';
export { type DiffOptions, diff } from './library/diff.ts';
export { type EstimateOptions, estimate } from './library/estimate.ts';
export { type Input, type Network, type ReadOptions, readInput } from './library/network.ts';
export type { PriceOptions, TrafficOptions } from './library/options.ts';
export { openRates, type Rates, type RatesOptions } from './library/rates.ts';
export { type RecommendOptions, recommend } from './library/recommend.ts';
export { type ReconcileOptions, reconcile } from './library/reconcile.ts';
export { DOCUMENT_NAMES, documentSchema } from './operations/document-schemas.ts';
export type { RateCard } from './rates/rate-card.ts';
export type { DiffDocument } from './report/diff-document.ts';
export type { ForecastDocument } from './report/forecast-document.ts';
export type { HeadroomDocument } from './report/headroom-document.ts';
export type { PlanDocument } from './report/plan-document.ts';
export type { ReconciliationDocument } from './report/reconciliation-document.ts';
export type { EstimateDocument } from './report/report.ts';
export type { Topology } from './topology/topology.ts';
