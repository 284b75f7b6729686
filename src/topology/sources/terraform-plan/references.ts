/** What a reference names. `rest` is the path into it: attributes as words, indexes as [0] or ["key"]. */
export type Reference =
  | {
      readonly kind: 'resource';
      readonly type: string;
      readonly name: string;
      readonly key: string;
      readonly rest: readonly string[];
    }
  | { readonly kind: 'variable'; readonly name: string; readonly rest: readonly string[] }
  | {
      readonly kind: 'output';
      readonly call: string;
      readonly key: string;
      readonly name: string;
      readonly rest: readonly string[];
    }
  /** The element a for_each stands at: each.value. */
  | { readonly kind: 'each-value' }
  /** The instance a count or for_each stands at: each.key, count.index. */
  | { readonly kind: 'position' }
  | { readonly kind: 'other' };

const TOKEN = /[A-Za-z_][\w-]*|\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)?\]/g;

/**
 * The references of an expression. Terraform lists each from its longest form to its shortest ("aws_subnet.a[0].id",
 * "aws_subnet.a[0]", "aws_subnet.a"); only the longest of such a run says something.
 */
export function heads(references: readonly string[]): readonly string[] {
  const found = new Set<string>();
  let previous = '';
  for (const reference of references) {
    if (!isParent(reference, previous)) found.add(reference);
    previous = reference;
  }
  return [...found];
}

function isParent(parent: string, child: string): boolean {
  if (child.length <= parent.length || !child.startsWith(parent)) return false;
  const next = child[parent.length];
  return next === '.' || next === '[';
}

export function parseReference(text: string): Reference {
  const tokens = text.match(TOKEN) ?? [];
  const [first = '', second = '', third = ''] = tokens;
  if (first === 'var')
    return second === '' ? { kind: 'other' } : { kind: 'variable', name: second, rest: tokens.slice(2) };
  if (first === 'each') return { kind: second === 'value' ? 'each-value' : 'position' };
  if (first === 'count') return { kind: 'position' };
  if (first === 'module') {
    const keyed = third.startsWith('[');
    const name = tokens[keyed ? 3 : 2];
    if (name === undefined || name.startsWith('[')) return { kind: 'other' };
    return { kind: 'output', call: second, key: keyed ? third : '', name, rest: tokens.slice(keyed ? 4 : 3) };
  }
  if (first === 'data') return resource(`data.${second}`, tokens.slice(2));
  return first.includes('_') ? resource(first, tokens.slice(1)) : { kind: 'other' };
}

function resource(type: string, tokens: readonly string[]): Reference {
  const [name = '', second = ''] = tokens;
  if (name === '' || name.startsWith('[')) return { kind: 'other' };
  const keyed = second.startsWith('[') && second !== '[*]' && second !== '[]';
  return {
    kind: 'resource',
    type,
    name,
    key: keyed ? second : '',
    rest: tokens.slice(keyed || second.startsWith('[') ? 2 : 1),
  };
}
