import { hasUnknown, isRecord, listOf, own, recordOf, type Values } from '../terraform-plan/words.ts';
import type { SourceValue } from './value.ts';

/** What a plan knows of the values that its source leaves open: variables, data sources that were read, attributes that AWS gave. */
export class PlannedValues {
  /** Root variables by name, as the parser gives literals: what looks like an expression is escaped. */
  readonly variables: ReadonlyMap<string, unknown>;
  readonly #attributes = new Map<string, { readonly values: Values; readonly unknown: Values }>();

  constructor(plan: Values) {
    const given = Object.entries(recordOf(plan.variables));
    this.variables = new Map(
      given.flatMap(([name, each]) =>
        isRecord(each) && 'value' in each ? [[name, literal(each.value)] as const] : [],
      ),
    );
    for (const entry of listOf(plan.resource_changes).map(recordOf)) {
      const change = recordOf(entry.change);
      if (isRecord(change.after))
        this.#attributes.set(String(entry.address), { values: change.after, unknown: recordOf(change.after_unknown) });
    }
    this.#addModule(recordOf(recordOf(plan.prior_state).values).root_module, 0);
  }

  /** An attribute that the plan knows whole; undefined where it does not. */
  attribute(address: string, name: string): SourceValue | undefined {
    const found = this.#attributes.get(address);
    if (!found || hasUnknown(own(found.unknown, name))) return undefined;
    return own(found.values, name) as SourceValue | undefined;
  }

  #addModule(module: unknown, depth: number): void {
    if (!isRecord(module) || depth > DEEPEST) return;
    for (const { address, values } of listOf(module.resources).map(recordOf)) {
      if (!this.#attributes.has(String(address)))
        this.#attributes.set(String(address), { values: recordOf(values), unknown: {} });
    }
    for (const child of listOf(module.child_modules)) this.#addModule(child, depth + 1);
  }
}

const DEEPEST = 100;

function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[$%](?=\{)/g, '$&$&');
  if (Array.isArray(value)) return value.map(literal);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, literal(each)]));
}
