import { TollgateError } from '../../core/errors.ts';
import type { ComputePorts } from '../operation.ts';
import { kebab } from '../options/parse-options.ts';
import { givenValue } from './given.ts';
import type { NetworkGiven, NetworkWords } from './given-network.ts';

/** A scan in place of a document, as options ask for it. */
interface ScanWords extends NetworkWords {
  readonly scan?: boolean | undefined;
  readonly role?: string | undefined;
  readonly days?: string | undefined;
  readonly maxQueryCost?: string | undefined;
}

/** What an operation reads once the scan, if one was asked for, stands in the place of the document. */
interface ScannedFirst<I, O> {
  readonly inputs: I;
  readonly options: O;
  /** What the scan says of itself. */
  readonly remark?: string | undefined;
}

const commas = (text: string | undefined): readonly string[] | undefined => text?.split(',');

/**
 * Scans AWS where `scan` asks for it: the snapshot becomes the network, with the Regions and accounts that were for the scan alone taken
 * out of the options. Throws TG1012 for a scan beside a document and for options of a scan without one, and what a scan throws.
 */
export async function scannedFirst<I extends NetworkGiven, O extends ScanWords>(
  inputs: I,
  options: O,
  ports: ComputePorts,
): Promise<ScannedFirst<I, O>> {
  const { scan, region, account, role, days, maxQueryCost, ...others } = options;
  if (scan !== true) {
    for (const [name, value] of Object.entries({ role, days, maxQueryCost })) {
      if (value !== undefined)
        throw refusal(`--${kebab(name)} is given without --scan.`, 'It says how AWS is scanned.');
    }
    return { inputs, options };
  }
  if ((inputs.network ?? []).length > 0) {
    throw refusal('Both --scan and --path are given.', 'Scan AWS, or read a file.');
  }
  const operation = await ports.operation('scan');
  const words = { region: commas(region) ?? [], account: commas(account), role, days, maxQueryCost };
  const { document, remark } = await operation.run({}, words, ports);
  return {
    inputs: { ...inputs, network: [givenValue('scan', document)] },
    options: others as O,
    remark,
  };
}

const refusal = (message: string, hint: string): TollgateError => new TollgateError('TG1012', message, { hint });
