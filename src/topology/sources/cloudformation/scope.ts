import type { FindingCode } from '../../../core/errors.ts';
import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { EvaluationContext, Truth } from './context.ts';
import { evaluateNode } from './evaluate.ts';
import { expandLoops } from './for-each.ts';
import { truthOf } from './intrinsics/logic.ts';
import { ownValue } from './own-value.ts';
import { parameterValue } from './parameters.ts';
import { pseudoParameter } from './pseudo-parameters.ts';
import { resourceSchema, type Template, type TemplateResource, TRANSFORM } from './schema.ts';
import { NO_VALUE, ResourceRef, Unknown, type Value } from './value.ts';

/** Evaluations inside evaluations: a template's own nesting, and the values it refers to. */
const DEEPEST = 500;

/** What a stack may ask of the stacks around it. */
export interface Surroundings {
  /** The nested stack a resource stands for; undefined where its template could not be read. */
  child(stack: StackScope, logicalId: string): StackScope | undefined;
  importValue(name: string, stack: StackScope): Value;
  note(code: FindingCode, subject: string, message: string, stack: StackScope): void;
}

export interface StackInput {
  /** Prefix of every id: '' for a template on its own, else the stack's name, with `/` between nested stacks. */
  readonly path: string;
  readonly name: string | undefined;
  readonly document: InputDocument;
  readonly template: Template;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** False where a condition nobody can settle decides whether the stack exists at all. */
  readonly certain: boolean;
  /** Value given for a parameter: by the user, the CDK or the parent stack. */
  given(parameter: string): Value | undefined;
}

interface Output {
  readonly Value?: unknown;
  readonly Export?: { readonly Name?: unknown };
}

/** One stack: its template with everything needed to evaluate a node of it. Answers are remembered; a value that needs itself is an error. */
export class StackScope implements EvaluationContext {
  readonly input: StackInput;
  /** Names this stack has imported so far. */
  readonly imported = new Set<string>();
  readonly #around: Surroundings;
  readonly #known = new Map<string, unknown>();
  readonly #running = new Set<string>();
  #depth = 0;

  constructor(input: StackInput, around: Surroundings) {
    this.input = input;
    this.#around = around;
  }

  get region(): string | undefined {
    return this.input.region;
  }

  /** Resources after loops are expanded. Entries that are no resource (a macro's own words) are passed over. */
  get resources(): ReadonlyMap<string, TemplateResource> {
    return this.#once('resources', () => {
      const expanded = expandLoops(this.input.template.Resources, this) as Record<string, unknown>;
      const resources = new Map<string, TemplateResource>();
      for (const [id, node] of Object.entries(expanded)) {
        const parsed = resourceSchema.safeParse(node);
        if (parsed.success) resources.set(id, parsed.data);
      }
      return resources;
    });
  }

  evaluate(node: unknown): Value {
    this.#depth += 1;
    try {
      if (this.#depth <= DEEPEST) return evaluateNode(node, this);
      throw new TollgateError('TG1121', `${this.input.document.name} follows references more than ${DEEPEST} deep.`, {
        location: { file: this.input.document.name },
      });
    } finally {
      this.#depth -= 1;
    }
  }

  /** A property of a resource; undefined where it is not there, unknown where a macro may add it. */
  property(logicalId: string, name: string): Value | undefined {
    const properties = this.resources.get(logicalId)?.Properties;
    const node = properties?.[name];
    if (node === undefined) {
      return ownValue(properties, TRANSFORM) === undefined ? undefined : new Unknown(`${logicalId}.${name}`, false);
    }
    const value = this.#once(`property ${logicalId}.${name}`, () => this.evaluate(node));
    return value === NO_VALUE ? undefined : value;
  }

  reference(name: string): Value {
    const pseudo = pseudoParameter(name, this.input);
    if (pseudo !== undefined) return pseudo;
    const declared = this.input.template.Parameters?.[name];
    if (declared !== undefined) {
      return this.#once(`parameter ${name}`, () => parameterValue(name, declared, this.input.given(name), this));
    }
    if (this.#declares(name)) return new ResourceRef(this.input.path, name);
    this.note(
      'TG1172',
      name.slice(0, 80),
      `${name.slice(0, 80)} is neither a parameter nor a resource of the template.`,
    );
    return new Unknown(name, true);
  }

  attribute(logicalId: string, attribute: string): Value {
    const type = this.resources.get(logicalId)?.Type;
    if (type === 'AWS::EC2::Subnet' && attribute.startsWith('AvailabilityZone')) {
      return this.property(logicalId, attribute) ?? new ResourceRef(this.input.path, logicalId, attribute);
    }
    if (type === 'AWS::EC2::VPC' && attribute === 'CidrBlock') {
      return this.property(logicalId, attribute) ?? new ResourceRef(this.input.path, logicalId, attribute);
    }
    if (attribute.startsWith('Outputs.')) {
      const child = this.#around.child(this, logicalId);
      return child?.output(attribute.slice('Outputs.'.length)) ?? new Unknown(`${logicalId}.${attribute}`, true);
    }
    return new ResourceRef(this.input.path, logicalId, attribute);
  }

  get outputNames(): readonly string[] {
    return Object.keys(this.#outputs);
  }

  /** The name an output is exported under; undefined where it is not exported. */
  exportName(output: string): Value | undefined {
    const node = this.#outputs[output]?.Export?.Name;
    return node === undefined ? undefined : this.#once(`export ${output}`, () => this.evaluate(node));
  }

  get #outputs(): Readonly<Record<string, Output | undefined>> {
    return this.#once('outputs', () => expandLoops(this.input.template.Outputs ?? {}, this) as Record<string, Output>);
  }

  /** Value of an output; undefined where the template declares none of that name. */
  output(name: string): Value | undefined {
    const node = this.#outputs[name]?.Value;
    return node === undefined ? undefined : this.#once(`output ${name}`, () => this.evaluate(node));
  }

  condition(name: string): Truth {
    const conditions = this.#once('conditions', () => expandLoops(this.input.template.Conditions ?? {}, this));
    const node = (conditions as Record<string, unknown>)[name];
    if (node === undefined) return undefined;
    return this.#once(`condition ${name}`, () => truthOf(node, this));
  }

  mapping(map: string, top: string, second: string): unknown {
    const rows = ownValue(this.input.template.Mappings, map);
    return ownValue(ownValue(rows, top), second);
  }

  importValue(name: string): Value {
    this.imported.add(name);
    return this.#around.importValue(name, this);
  }

  note(code: FindingCode, subject: string, message: string): void {
    this.#around.note(code, subject, message, this);
  }

  /** While loops are still being expanded only the resources outside them are known by name. */
  #declares(name: string): boolean {
    return this.#running.has('resources')
      ? Object.hasOwn(this.input.template.Resources, name)
      : this.resources.has(name);
  }

  #once<T>(key: string, make: () => T): T {
    if (this.#known.has(key)) return this.#known.get(key) as T;
    if (this.#running.has(key)) {
      throw new TollgateError('TG1120', `In ${this.input.document.name} the ${key} depends on itself.`, {
        location: { file: this.input.document.name },
      });
    }
    this.#running.add(key);
    try {
      const value = make();
      this.#known.set(key, value);
      return value;
    } finally {
      this.#running.delete(key);
    }
  }
}
