import { readInputFile } from '../compose.ts';
import type { Finding } from '../core/finding.ts';
import type { InputDocument } from '../core/input-document.ts';
import { documentOf, loadNetwork, type NetworkInput, type NetworkOptions } from '../operations/inputs/load-network.ts';
import { openInput } from '../operations/inputs/open-input.ts';
import { parsePoolGb } from '../operations/inputs/pool-gb.ts';
import type { Topology } from '../topology/topology.ts';

/**
 * What describes a network: the path of a file, its content under a name, or a value that is parsed already. The kind is recognised:
 * a Terraform plan (JSON), a CloudFormation, SAM or CDK template, a topology file, answers of EC2, or a snapshot of a scan.
 *
 * @public
 */
export type Input =
  | string
  | { readonly name: string; readonly content: Uint8Array | string }
  | { readonly name: string; readonly value: unknown };

/**
 * How an input is read.
 *
 * @public
 */
export interface ReadOptions {
  /** Region for entries that name none, such as `us-east-1`. */
  readonly region?: string | undefined;
  /** Parameters of a template, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** GB a month, as decimal text, that the same billing family processes outside the input, by Region. */
  readonly poolGb?: Readonly<Record<string, string>> | undefined;
}

/**
 * A network that was read. Make one with {@link readInput}; every operation takes it, as often as you like.
 *
 * @public
 */
export class Network {
  /** Name of the input, for messages. */
  readonly name: string;
  /** Endpoints and what surrounds them, in the shape of `schemas/topology.json`. */
  readonly topology: Topology;
  /** Remarks of the reading. Every document repeats them. */
  readonly findings: readonly Finding[];
  /** @internal */
  readonly document: InputDocument;
  /** @internal */
  readonly options: NetworkOptions;

  /** @internal */
  constructor(
    document: InputDocument,
    options: NetworkOptions,
    reading: { topology: Topology; findings: readonly Finding[] },
  ) {
    this.name = document.name;
    this.document = document;
    this.options = options;
    this.topology = reading.topology;
    this.findings = reading.findings;
  }
}

/**
 * Reads a network.
 *
 * @param input - a path, a content or a value; a folder is read as a CDK assembly or as Terraform source, by the files in it
 * @param options - what the input does not state itself
 * @returns the network, which does not change afterwards
 * @throws {@link TollgateError} TG1001 to TG1014 for an input that cannot be read, TG1101 to TG1104 for a network that contradicts itself
 *
 * @example
 * ```ts
 * const network = await readInput('examples/app.yaml');
 * assert.equal(network.topology.endpoints.length, 5);
 * ```
 *
 * @public
 */
export async function readInput(input: Input, options: ReadOptions = {}): Promise<Network> {
  const { region, parameters, poolGb } = options;
  const opened = typeof input === 'string' ? await openInput(input, readInputFile, readInputFile) : undefined;
  const document = await documentOf(opened?.input ?? (input as NetworkInput));
  const words = poolGb && Object.entries(poolGb).map(([name, gb]) => `${name}=${gb}`);
  const networkOptions = { region, parameters, poolGb: words && parsePoolGb(words), sibling: opened?.sibling };
  return new Network(document, networkOptions, await loadNetwork(document, networkOptions));
}
