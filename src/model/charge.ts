import type { Decimal } from '../core/decimal.ts';
import type { FindingLog } from '../core/finding.ts';
import type { ProductKey } from '../core/products.ts';
import type { RateProvenance } from '../core/provenance.ts';
import type { Rate } from '../rates/rate-card.ts';
import type { ChargeKind } from './charge-kind.ts';
import type { CostLine } from './cost-line.ts';
import type { JoinedEndpoint, JoinedNetwork } from './join.ts';
import type { Pool } from './pool.ts';

/** Something that costs and is not an endpoint: an attachment, a load balancer, a NAT gateway, a hosted zone. */
export interface NetworkResource {
  readonly kind:
    | 'transit-gateway'
    | 'vpc-peering'
    | 'endpoint-service'
    | 'nat-gateway'
    | 'hosted-zone'
    | 'route53-profile'
    | 'resolver-endpoint'
    /** A part of the input that could not be read: it may hold anything, anywhere. */
    | 'unread'
    | 'unknown';
  readonly id: string;
  readonly region?: string | undefined;
  readonly vpc?: string | undefined;
  readonly account?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** A line and what it belongs to: an endpoint of the network, or a resource beside the endpoints. */
export type ChargedLine =
  | { readonly endpoint: JoinedEndpoint; readonly line: CostLine }
  | { readonly resource: NetworkResource; readonly line: CostLine };

export interface PricedRate {
  readonly rate: Rate;
  /** Price of one unit in the first band; the only band of most products. */
  readonly price: Decimal;
  readonly provenance: RateProvenance;
}

/** What every charge may ask for. The clock is an argument: `billingDate` undefined = the rules now in force. */
export interface ChargeContext {
  readonly hours: Decimal;
  readonly billingDate: string | undefined;
  readonly findings: FindingLog;
  /** The one rate of a product in a Region; undefined (with a finding) where none is known. Throws TG1302 when several match. */
  rate(region: string | undefined, product: ProductKey, toRegion?: string): PricedRate | undefined;
}

export interface ChargeResult {
  /** Taken once, at once: a generator serves, and spares thousands of short-lived objects. */
  readonly lines: Iterable<ChargedLine>;
  readonly pools?: readonly Pool[];
}

/** One charge: reads the network, gives lines. Pure: no I/O, clock or environment. */
export interface Charge {
  readonly kind: ChargeKind;
  /** The service that AWS bills it under, by the name that FOCUS has (ServiceName). */
  readonly service: string;
  price(network: JoinedNetwork, context: ChargeContext): ChargeResult;
}
