import type { ChargedLine, NetworkResource } from './charge.ts';
import type { CostLine } from './cost-line.ts';
import type { JoinedEndpoint, JoinedNetwork } from './join.ts';
import { type Totals, TotalsSum, totalsOf } from './totals.ts';

export interface EndpointCost {
  readonly joined: JoinedEndpoint;
  readonly lines: readonly CostLine[];
  readonly totals: Totals;
}

export interface ResourceCost {
  readonly resource: NetworkResource;
  readonly lines: readonly CostLine[];
  readonly totals: Totals;
}

/** What one charge wrote on the endpoints, by their place in the network: mostly one line each, seldom several. */
type Column = (CostLine | CostLine[] | undefined)[];

/**
 * Keeps the lines of all charges by what they belong to: every endpoint in the network's order, resources as they came. Lists and
 * totals of one endpoint are made when asked for: thousands of them kept alive cost more than the pricing.
 */
export class CostLedger {
  readonly #network: JoinedNetwork;
  readonly #columns: Column[] = [];
  readonly #resources = new Map<string, { resource: NetworkResource; lines: CostLine[] }>();
  readonly #sum = new TotalsSum();

  constructor(network: JoinedNetwork) {
    this.#network = network;
  }

  /** Takes the lines of one charge, in the order reports show the charges. */
  write(lines: Iterable<ChargedLine>): void {
    let column: Column | undefined;
    for (const charged of lines) {
      this.#sum.add(charged.line);
      if ('resource' in charged) {
        this.#writeResource(charged.resource, charged.line);
        continue;
      }
      if (!column) {
        column = new Array(this.#network.endpoints.length);
        this.#columns.push(column);
      }
      const { index } = charged.endpoint;
      const there = column[index];
      if (there === undefined) column[index] = charged.line;
      else if (Array.isArray(there)) there.push(charged.line);
      else column[index] = [there, charged.line];
    }
  }

  #writeResource(resource: NetworkResource, line: CostLine): void {
    const key = `${resource.kind} ${resource.id}`;
    const entry = this.#resources.get(key);
    if (entry) entry.lines.push(line);
    else this.#resources.set(key, { resource, lines: [line] });
  }

  /** Lines of the endpoint at a place of the network, in the order of the charges. */
  linesAt(index: number): readonly CostLine[] {
    const lines: CostLine[] = [];
    for (const column of this.#columns) {
      const there = column[index];
      if (Array.isArray(there)) lines.push(...there);
      else if (there !== undefined) lines.push(there);
    }
    return lines;
  }

  get endpoints(): readonly EndpointCost[] {
    return this.#network.endpoints.map((joined) => new LedgerEntry(joined, this));
  }

  get resources(): readonly ResourceCost[] {
    return Array.from(this.#resources.values(), (entry) => ({ ...entry, totals: totalsOf(entry.lines) }));
  }

  get totals(): Totals {
    return this.#sum.totals;
  }
}

/** Lines and totals are getters: read them, a spread would lose them. */
class LedgerEntry implements EndpointCost {
  readonly joined: JoinedEndpoint;
  readonly #ledger: CostLedger;

  constructor(joined: JoinedEndpoint, ledger: CostLedger) {
    this.joined = joined;
    this.#ledger = ledger;
  }

  get lines(): readonly CostLine[] {
    return this.#ledger.linesAt(this.joined.index);
  }

  get totals(): Totals {
    return totalsOf(this.lines);
  }
}
