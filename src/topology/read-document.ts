import { TollgateError } from '../core/errors.ts';
import { type Finding, finding } from '../core/finding.ts';
import type { InputDocument } from '../core/input-document.ts';
import { networkFindings } from './network-findings.ts';
import { refuseKnownStrangers } from './refuse-strangers.ts';
import { TOPOLOGY_SOURCES } from './registry.ts';
import type { TopologyReading, TopologyReadOptions, TopologySource } from './topology-source.ts';

/** The one source that reads the document. Throws TG1004 (an unrecognized format) or TG1009 (Terraform state). */
export function sourceOf(document: InputDocument, kind?: string): TopologySource {
  if (kind !== undefined) return sourceNamed(kind);
  const source = Object.values(TOPOLOGY_SOURCES).find((each) => each.accepts(document));
  if (source) return source;
  refuseKnownStrangers(document);
  throw new TollgateError('TG1004', `${document.name} is in an unrecognized format.`, {
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
  const source = sourceOf(document, options.kind);
  const isPlan = source.kind === 'terraform-plan';
  if (!isPlan && source.kind !== 'terraform-source') refuseVariables(document.name, options.terraform);
  if (options.source && !isPlan) {
    throw new TollgateError('TG1012', `${document.name} is given as --plan, and is no Terraform plan.`, {
      hint: 'Give the output of "terraform show -json FILE" of the folder that --path names.',
    });
  }
  const repeated = await repeatedKeys(document, source.kind);
  const { topology, findings } = await source.read(document, { ...options, inner: readNetwork });
  const held = isPlan ? heldVariables(document.name, options.terraform) : [];
  const told = [...repeated, ...held, ...findings, ...unusedParameters(document, source.kind, options.parameters)];
  return { topology, findings: [...told, ...networkFindings(topology, told)] };
}

/** Pipelines give a plan the variables that it was made with: it holds them, so that they are named and not read. */
const heldVariables = (name: string, given: TopologyReadOptions['terraform']): Finding[] =>
  given === undefined || given.isOptional === true
    ? []
    : [
        finding(
          'TG1186',
          name,
          `${name} is a plan, which holds the values of its variables: those given beside it change nothing.`,
        ),
      ];

/** Variables of Terraform given for anything but a folder of source or a plan would change nothing. Throws TG1045. */
export function refuseVariables(name: string, given: TopologyReadOptions['terraform']): void {
  if (given === undefined || given.isOptional === true) return;
  throw new TollgateError('TG1045', `${name} takes no Terraform variables: it is no folder of Terraform source.`, {
    location: { file: name },
    hint: 'Leave out --terraform-var and --terraform-var-file: a plan holds the values it was made with.',
  });
}

/** Only templates and source have parameters: given for another document they do nothing, which is said rather than passed over. */
const unusedParameters = (
  { name }: InputDocument,
  kind: string,
  given: TopologyReadOptions['parameters'] = {},
): Finding[] =>
  kind === 'cloudformation' || kind === 'terraform-source'
    ? []
    : Object.keys(given).map((key) =>
        finding('TG1176', name, `The parameter ${key.slice(0, 80)} is given, but ${name} is no template.`),
      );

/** AWS deploys templates that give a key twice, its own samples among them: the last one counts. Elsewhere it is a slip of the pen. */
async function repeatedKeys({ name, repeatedKeys: keys = [] }: InputDocument, kind: string): Promise<Finding[]> {
  const [first] = keys;
  if (!first) return [];
  if (kind !== 'cloudformation')
    throw (await import('../core/yaml-document.ts')).yamlError(name, first.line, 'DUPLICATE_KEY');
  return keys.map(({ key, line }) =>
    finding('TG1177', name, `The key ${key} is given twice at line ${line}; the last one counts.`, {
      file: name,
      line,
    }),
  );
}
