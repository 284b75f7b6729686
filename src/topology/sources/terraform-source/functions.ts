import type { Node } from './expressions.ts';
import { COLLECTIONS } from './functions-collections.ts';
import { TEXTS } from './functions-texts.ts';
import { EvaluationError, isList, isUnknown, type SourceValue, type TerraformFunction, UNKNOWN } from './value.ts';

/** Functions of the Terraform language that networks are written with. Source: HashiCorp, "Functions" of the Terraform language. */
const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = { ...COLLECTIONS, ...TEXTS };

/** Calls a function; `try` and `can` evaluate their arguments themselves. One that is not known here gives an unknown. */
export function call(
  name: string,
  nodes: readonly Node[],
  expands: boolean,
  evaluate: (node: Node) => SourceValue,
): SourceValue {
  if (name === 'try') return firstThatHolds(nodes, evaluate);
  if (name === 'can') return holds(nodes[0], evaluate);
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const given = nodes.map(evaluate);
  if (!run) return UNKNOWN;
  if (!expands) return run(...given);
  const last = given.at(-1) ?? null;
  if (isUnknown(last)) return UNKNOWN;
  if (!isList(last)) throw new EvaluationError('an expanded argument that is no list');
  return run(...given.slice(0, -1), ...last);
}

/** An unknown may turn out to fail: what follows it is then not settled either. */
function firstThatHolds(nodes: readonly Node[], evaluate: (node: Node) => SourceValue): SourceValue {
  for (const node of nodes) {
    try {
      return evaluate(node);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
    }
  }
  throw new EvaluationError('no argument of try holds');
}

function holds(node: Node | undefined, evaluate: (node: Node) => SourceValue): SourceValue {
  try {
    return node !== undefined && isUnknown(evaluate(node)) ? UNKNOWN : true;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}
