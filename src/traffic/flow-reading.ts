import type { Finding } from '../core/finding.ts';
import type { TimeSpan } from './throughput.ts';

/** A network interface of an endpoint. */
export interface EndpointInterface {
  readonly id: string;
  readonly endpoint: string;
  readonly vpc?: string | undefined;
  readonly az?: string | undefined;
  readonly addresses: readonly string[];
}

/** Where a client is. */
export interface ClientPlace {
  readonly vpc?: string | undefined;
  readonly az?: string | undefined;
  readonly account?: string | undefined;
}

/** An address range and where it lies; single addresses are ranges too (10.0.0.5/32). */
export interface PlacedRange extends ClientPlace {
  readonly cidr: string;
}

/** What must be known of a network to tell who talks to its endpoints. */
export interface FlowInventory {
  readonly interfaces: readonly EndpointInterface[];
  /** Network interfaces, subnets and VPCs; the narrowest range that holds an address places it. */
  readonly ranges: readonly PlacedRange[];
  /** VPCs a VPC can reach, with the Transit Gateway or peering on the way. */
  readonly reachable: (vpc: string) => readonly { readonly vpc: string; readonly via: string | undefined }[];
}

/** Bytes between one client place and one zone of one endpoint. */
export interface FlowCell {
  readonly endpoint: string;
  /** Zone of the endpoint's interface; undefined = not known. */
  readonly az: string | undefined;
  readonly from: ClientPlace;
  readonly via: string | undefined;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly records: number;
}

/** Bytes from clients of a VPC to the public addresses of an AWS service, past any interface endpoint. */
export interface PublicTraffic {
  readonly vpc: string | undefined;
  readonly az: string | undefined;
  /** As flow logs name the address range: S3, DYNAMODB, AMAZON. */
  readonly service: string;
  readonly path: 'nat' | 'internet-gateway' | 'gateway-endpoint' | 'other' | 'unknown';
  readonly bytes: number;
}

/** What flow logs say. */
export interface FlowReading {
  /** From the first capture window to the end of the last; undefined without a record. */
  readonly window: TimeSpan | undefined;
  readonly cells: readonly FlowCell[];
  readonly publicTraffic: readonly PublicTraffic[];
  readonly records: {
    readonly read: number;
    readonly endpoint: number;
    readonly noData: number;
    readonly skipped: number;
    readonly malformed: number;
    /** Refused by a security group or network ACL: no traffic. */
    readonly refused: number;
  };
  readonly findings: readonly Finding[];
}

/** Port: one kind of record of who talks to whom. */
export interface FlowSource {
  readonly kind: string;
  /** Reads all files as one body of records. `paths` are files, folders or globs. */
  read(paths: readonly string[], inventory: FlowInventory, options?: FlowSourceOptions): Promise<FlowReading>;
}

export interface FlowSourceOptions {
  /** Memory the reading may take before it spills to disk, such as 1GB. */
  readonly memoryLimit?: string | undefined;
}
