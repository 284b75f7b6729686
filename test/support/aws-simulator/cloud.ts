/** What AWS would answer with an error. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

export interface SimVpc {
  readonly id: string;
  readonly account: string;
  readonly cidrs: readonly string[];
}
export interface SimEndpoint {
  readonly id: string;
  readonly vpc: string;
  readonly type: 'Interface' | 'Gateway';
  readonly service: string;
  readonly subnets: Set<string>;
  readonly groups: readonly string[];
  readonly tables: Set<string>;
  readonly tags: Readonly<Record<string, string>>;
  privateDns: boolean;
  inboundOnly: boolean;
  policy: string;
}
export interface SimZone {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly vpcs: Set<string>;
  readonly authorized: Set<string>;
  /** Endpoint by record name. */
  readonly records: Map<string, string>;
}
export interface SimTable {
  readonly id: string;
  readonly vpc: string;
  readonly main: boolean;
  readonly routes: Map<string, string>;
}
export interface SimTransit {
  readonly id: string;
  readonly standard: string;
  /** By transit route table: what is associated with it, and what it can find. */
  readonly tables: Map<string, { readonly associated: Set<string>; readonly propagated: Set<string> }>;
}

/** A small account of EC2, Route 53 and Transit Gateway: what the steps of a plan read and change. */
export class Cloud {
  readonly region: string;
  readonly vpcs = new Map<string, SimVpc>();
  readonly subnets = new Map<string, { readonly id: string; readonly vpc: string; readonly zone: string }>();
  readonly endpoints = new Map<string, SimEndpoint>();
  readonly zones = new Map<string, SimZone>();
  readonly groups = new Map<string, { readonly vpc: string; readonly name: string; readonly cidrs: Set<string> }>();
  readonly tables = new Map<string, SimTable>();
  readonly transits = new Map<string, SimTransit>();
  readonly attachments = new Map<string, { readonly id: string; readonly transit: string; readonly vpc: string }>();
  readonly profiles = new Map<string, { readonly vpcs: Set<string>; readonly endpoints: Set<string> }>();
  readonly nats = new Map<string, { readonly subnet: string; readonly vpc: string }>();
  /** Private DNS names of a service. */
  readonly namesOf: (service: string) => readonly string[];
  #next = 1;

  constructor(region: string, namesOf: (service: string) => readonly string[]) {
    this.region = region;
    this.namesOf = namesOf;
  }

  newId(prefix: string): string {
    const id = `${prefix}-made${String(this.#next).padStart(4, '0')}`;
    this.#next += 1;
    return id;
  }

  get<T>(things: ReadonlyMap<string, T>, id: string | undefined, code: string): T {
    const found = things.get(id ?? '');
    if (found === undefined) throw new Refusal(code, `${id} does not exist`);
    return found;
  }

  account = (vpc: string): string => this.vpcs.get(vpc)?.account ?? '';

  /** Zone names that an endpoint's private DNS holds in its VPC. */
  heldBy(endpoint: SimEndpoint): readonly string[] {
    return endpoint.type === 'Interface' && endpoint.privateDns
      ? this.namesOf(endpoint.service).map((name) => name.replace(/^\*\./, ''))
      : [];
  }

  /** Refuses a name that something else of the VPC holds already. */
  refuseConflict(vpc: string, names: readonly string[], code: string, except?: string): void {
    for (const endpoint of this.endpoints.values()) {
      if (endpoint.vpc !== vpc || endpoint.id === except) continue;
      const both = this.heldBy(endpoint).filter((name) => names.includes(name));
      if (both.length > 0) throw new Refusal(code, `private DNS of ${endpoint.id} holds ${both} in ${vpc}`);
    }
    for (const zone of this.zones.values()) {
      if (zone.id !== except && zone.vpcs.has(vpc) && names.includes(zone.name)) {
        throw new Refusal(code, `zone ${zone.id} holds ${zone.name} in ${vpc}`);
      }
    }
  }
}
