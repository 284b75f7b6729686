import { hcl, oneLine } from '../explain/quote.ts';
import { type Attribute, bodyLines, providerAlias, type TerraformChange, textOf } from './terraform.ts';

const plain = (address: string): string => address;

/** What each operation of a recommendation is in Terraform: a block where a thing is met first, a remark where it changes again. */
export function terraformTexts(
  operations: readonly { readonly terraform: readonly TerraformChange[] }[],
  isMultiAccount: boolean,
): readonly string[] {
  const written = new Set<string>();
  return operations.map(({ terraform }) => {
    const lines: string[] = [];
    const here = new Set<string>();
    const setsBy = Map.groupBy(
      terraform.filter((change) => change.kind === 'set'),
      (change) => change.address,
    );
    for (const change of terraform) {
      if (change.kind === 'note') lines.push(`# ${oneLine(change.text)}`);
      else if (change.kind === 'remove') lines.push(`# remove the block of ${change.address}`);
      else if (change.kind === 'set') {
        if (!here.has(change.address))
          lines.push(`# ${change.address}: ${change.name} = ${oneLine(textOf(change.after, plain))}`);
      } else {
        const address = addressOf(change);
        if (written.has(address)) continue;
        written.add(address);
        here.add(address);
        lines.push(...blockLines(change, withSets(change.body, setsBy.get(address)), isMultiAccount));
      }
    }
    return lines.join('\n');
  });
}

/** A block as the operation leaves it: what is set later in it wins. */
const withSets = (body: readonly Attribute[], sets: readonly SetChange[] = []): readonly Attribute[] =>
  sets.reduce((all, each) => [...all.filter(([name]) => name !== each.name), [each.name, each.after]], body);

type SetChange = Extract<TerraformChange, { kind: 'set' }>;
type Block = Extract<TerraformChange, { kind: 'make' | 'take' | 'data' }>;

export const addressOf = ({ kind, type, name }: Block): string =>
  kind === 'data' ? `data.${type}.${name}` : `${type}.${name}`;

function blockLines(block: Block, body: readonly Attribute[], isMultiAccount: boolean): readonly string[] {
  const provider: readonly (readonly [string, string])[] =
    isMultiAccount && block.account !== undefined ? [['provider', `aws.${providerAlias(block.account)}`]] : [];
  const values = [...new Map(body)].map(([name, value]): [string, string] => [name, textOf(value, plain)]);
  return [
    ...(block.kind === 'take' ? ['import {', `  to = ${addressOf(block)}`, `  id = ${importId(block.id)}`, '}'] : []),
    `${block.kind === 'data' ? 'data' : 'resource'} "${block.type}" "${block.name}" {`,
    ...bodyLines([...provider, ...values]),
    '}',
  ];
}

/** An import id: a text, or a template that reads a data source. */
export const importId = (id: string): string => (id.includes('${data.') ? JSON.stringify(id) : hcl(id));
