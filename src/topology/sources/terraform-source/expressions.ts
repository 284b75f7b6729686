import { createRequire } from 'node:module';
import type { TFExpressionSyntaxTree } from '@cdktn/hcl2json';
import { TollgateError } from '../../../core/errors.ts';

/** A node of an expression as the parser of HCL gives it. */
export interface Node {
  readonly type: string;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly children: readonly Node[];
  readonly range?: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
}

/** The text an expression stands in, for names that the tree keeps as ranges only. */
export interface SourceExpression {
  readonly node: Node;
  readonly source: string;
}

type Parser = {
  parse(name: string, text: string): Promise<Record<string, unknown>>;
  getExpressionAst(name: string, text: string): Promise<TFExpressionSyntaxTree.ExpressionAst | null>;
};

let parser: Parser | undefined;

/** Terraform's own parser of HCL as WebAssembly, loaded with the first folder that is read. */
function hcl(): Parser {
  try {
    parser ??= createRequire(import.meta.url)('@cdktn/hcl2json') as Parser;
    return parser;
  } catch (cause) {
    // A bundle that stands alone, such as the Action, has no room for WebAssembly beside it.
    throw new TollgateError('TG1010', 'Terraform source cannot be read here: the HCL parser is not installed.', {
      hint: 'Pass a plan: the output of terraform show -json plan.bin.',
      cause,
    });
  }
}

/** A file's blocks and attributes; expressions stay text. Rejects with the parser's words where it is no HCL. */
export const parseFile = (name: string, text: string): Promise<Record<string, unknown>> => hcl().parse(name, text);

/** A folder of 10,000 endpoints takes a million. */
const MOST_STEPS = 5_000_000;

const isTemplate = (text: string): boolean => /[$%]\{/.test(text);

/** Expressions by the text that stands for them in a parsed file: parsed once, then evaluated without waiting. */
export class Expressions {
  readonly #known = new Map<string, SourceExpression | undefined>();
  #steps = 0;

  /** Counts a step of evaluation. Throws TG1006 beyond what any folder takes: loops in loops would run for ever. */
  step(): void {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) {
      throw new TollgateError('TG1006', `The Terraform source takes more than ${MOST_STEPS} steps to evaluate.`, {
        hint: 'Pass a plan: the output of terraform show -json plan.bin.',
      });
    }
  }

  /** Parses every expression in a parsed file. */
  async add(value: unknown): Promise<void> {
    if (typeof value === 'string') {
      if (isTemplate(value) && !this.#known.has(value)) this.#known.set(value, await expressionOf(value));
    } else if (Array.isArray(value)) for (const each of value) await this.add(each);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        await this.add(key);
        await this.add(each);
      }
    }
  }

  /** The expression of a text; the text itself where it holds none, undefined where it does not parse. */
  of(text: string): SourceExpression | string | undefined {
    return isTemplate(text) ? this.#known.get(text) : text;
  }
}

async function expressionOf(text: string): Promise<SourceExpression | undefined> {
  if (text.startsWith('${') && text.endsWith('}')) {
    const whole = await parsed(text.slice(2, -1));
    if (whole) return whole;
  }
  return parsed(`<<TOLLGATE\n${text}\nTOLLGATE\n`);
}

async function parsed(source: string): Promise<SourceExpression | undefined> {
  const node = await hcl()
    .getExpressionAst('expression.tf', source)
    .catch(() => null);
  return node === null ? undefined : { node: node as unknown as Node, source };
}
