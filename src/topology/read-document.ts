import { TollgateError } from '../core/errors.ts';
import type { InputDocument } from '../core/input-document.ts';
import { networkFindings } from './network-findings.ts';
import { refuseKnownStrangers } from './refuse-strangers.ts';
import { TOPOLOGY_SOURCES } from './registry.ts';
import type { TopologyReading, TopologyReadOptions, TopologySource } from './topology-source.ts';

/** The one source that reads the document. Throws TG1004 (of no kind that is read) or TG1009 (Terraform state). */
export function sourceOf(document: InputDocument, kind?: string): TopologySource {
  if (kind !== undefined) return sourceNamed(kind);
  const source = Object.values(TOPOLOGY_SOURCES).find((each) => each.accepts(document));
  if (source) return source;
  refuseKnownStrangers(document);
  throw new TollgateError('TG1004', `${document.name} is of no kind that Tollgate reads.`, {
    location: { file: document.name },
    hint: `It reads: ${Object.keys(TOPOLOGY_SOURCES).join(', ')}.`,
  });
}

function sourceNamed(kind: string): TopologySource {
  const source = Object.hasOwn(TOPOLOGY_SOURCES, kind) ? TOPOLOGY_SOURCES[kind] : undefined;
  if (source) return source;
  throw new TollgateError('TG1012', 'The kind of the input is not one that Tollgate reads.', {
    hint: `Give one of ${Object.keys(TOPOLOGY_SOURCES).join(', ')}.`,
  });
}

/** Reads a network from a parsed document of any kind, with the findings that hold whatever the kind. */
export async function readNetwork(
  document: InputDocument,
  options: TopologyReadOptions & { readonly kind?: string | undefined } = {},
): Promise<TopologyReading> {
  const { topology, findings } = await sourceOf(document, options.kind).read(document, options);
  return { topology, findings: [...findings, ...networkFindings(topology, findings)] };
}
