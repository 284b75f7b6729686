import { hcl } from '../explain/quote.ts';

/** An expression of HCL; one that names another resource asks for its address, which carries an index in an exported plan. */
export type Expression = string | ((at: (address: string) => string) => string);

/** A name and its value; `block.name` stands in a nested block. */
export type Attribute = readonly [name: string, value: Expression];

export interface Block {
  readonly type: string;
  readonly name: string;
  /** Account whose provider it belongs to; undefined = the only one, or not known. */
  readonly account: string | undefined;
  readonly body: readonly Attribute[];
}

/** What an operation changes in terms of Terraform. */
export type TerraformChange =
  | (Block & { readonly kind: 'make' })
  /** A thing that stands already comes under Terraform, by its id. */
  | (Block & { readonly kind: 'take'; readonly id: string })
  | (Block & { readonly kind: 'data' })
  | { readonly kind: 'set'; readonly address: string; readonly name: string; readonly after: Expression }
  | { readonly kind: 'remove'; readonly address: string }
  /** What Terraform does not do here. */
  | { readonly kind: 'note'; readonly text: string };

export const textOf = (value: Expression, at: (address: string) => string): string =>
  typeof value === 'string' ? value : value(at);

/** A list of texts as HCL. */
export const list = (values: readonly Expression[]): Expression => {
  if (values.every((value) => typeof value === 'string')) return `[${values.join(', ')}]`;
  return (at) => `[${values.map((value) => textOf(value, at)).join(', ')}]`;
};

/** An attribute of another resource. */
export const of =
  (address: string, attribute: string): Expression =>
  (at) =>
    `${at(address)}.${attribute}`;

/** Nested blocks are written once each, in the order of their first attribute. */
export function bodyLines(body: readonly (readonly [name: string, value: string])[]): readonly string[] {
  const plain = body.filter(([name]) => !name.includes('.'));
  const width = Math.max(0, ...plain.map(([name]) => name.length));
  const nested = Map.groupBy(
    body.filter(([name]) => name.includes('.')),
    ([name]) => name.slice(0, name.indexOf('.')),
  );
  return [
    ...plain.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`),
    ...[...nested].flatMap(([block, members]) => [
      `  ${block.replace(/#.*/, '')} {`,
      ...members.map(([name, value]) => `    ${name.slice(block.length + 1)} = ${value}`),
      '  }',
    ]),
  ];
}

/** The provider of an account. */
export const providerAlias = (account: string): string => `account_${account.replace(/[^0-9a-zA-Z_]/g, '_')}`;

export const text = (value: string): string => hcl(value);
