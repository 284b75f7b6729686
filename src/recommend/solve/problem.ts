import type { Decimal } from '../../core/decimal.ts';

/** One way to open a site: a set of zones, with one network interface in each. */
export interface SiteConfig {
  readonly zones: readonly string[];
  /** Interface hours of one month. */
  readonly monthly: Decimal;
  /** Load in Gbps that the zones left after losing one may carry together. */
  readonly capacityGbps: number;
}

/** A place where one endpoint can stand: an endpoint of today, or a new one that a VPC could host. */
export interface Site {
  readonly service: string;
  /** Index of the hosting VPC in `Problem.quotas`. */
  readonly quota: number;
  readonly configs: readonly SiteConfig[];
}

/** Where an option puts a demand when it is not a site. */
export type Exit = 'gateway' | 'retire' | 'nat';

/** One place a demand can go. Costs are one month of this demand on this path, endpoint fees left out. */
export interface Option {
  /** Index into `Problem.sites`; absent for an exit. */
  readonly site?: number;
  readonly exit?: Exit;
  /** Whether the bytes pass an interface endpoint and so count in the byte pool. */
  readonly pooled: boolean;
  readonly monthly: Decimal;
  /** Cost on top of `monthly` by the site's configuration, where the path's price depends on the zones. */
  readonly byConfig?: readonly Decimal[];
  /** Share of the demand's load that the fullest surviving zone set must carry, by configuration, relative to an even spread. */
  readonly loadByConfig?: readonly number[];
  /** Configurations that serve this demand; absent = all. */
  readonly configs?: readonly number[];
  /** Shared things this path needs, as indexes into `Problem.resources`. */
  readonly needs: readonly number[];
}

/** The traffic of one client VPC to one endpoint of today (or through a NAT gateway). It goes to exactly one option. */
export interface Demand {
  /** Billed GB a month: what it adds to the byte pool while its option is pooled. */
  readonly gb: Decimal;
  /** Load in Gbps by time slot; one slot = its peak, at whatever time. All demands have the same number of slots. */
  readonly loadGbps: readonly number[];
  readonly options: readonly Option[];
}

/** Something paid once however many demands use it: an attachment, a hosted zone, a NAT gateway. */
export interface Resource {
  readonly monthly: Decimal;
  /** Counted in the pool of hosted zones, whose price falls with their number; then `monthly` is zero. */
  readonly zoneCount?: true;
}

/** Units priced together by bands: f(base + quantity). Bands are ascending, contiguous, from zero, the last without end. */
export interface TieredPool {
  readonly base: Decimal;
  readonly bands: readonly { readonly from: Decimal; readonly to: Decimal | undefined; readonly price: Decimal }[];
}

/** Endpoints one VPC may hold: `limit` is what the quota leaves for the sites of the problem. */
export interface Quota {
  readonly limit: number;
}

/** The whole decision of one Region, without names. Costs that no decision changes are left out. */
export interface Problem {
  readonly sites: readonly Site[];
  readonly demands: readonly Demand[];
  readonly resources: readonly Resource[];
  readonly quotas: readonly Quota[];
  readonly bytes: TieredPool;
  readonly hostedZones: TieredPool;
}

/** One decision: the option of each demand, the configuration of each site (undefined = closed), the resources in use. */
export interface Choice {
  readonly options: readonly number[];
  readonly configs: readonly (number | undefined)[];
  readonly resources: readonly boolean[];
}
