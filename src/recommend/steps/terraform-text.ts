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
        const sets = terraform.filter((each) => each.kind === 'set' && each.address === address);
        const body = sets.reduce<readonly Attribute[]>(
          (all, each) =>
            each.kind === 'set' ? [...all.filter(([name]) => name !== each.name), [each.name, each.after]] : all,
          change.body,
        );
        lines.push(...blockLines(change, body, isMultiAccount));
      }
    }
    return lines.join('\n');
  });
}

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
