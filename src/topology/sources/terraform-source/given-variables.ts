import { TollgateError } from '../../../core/errors.ts';
import type { ReadSibling, SourceText, TerraformVariables } from '../../topology-source.ts';
import type { Body } from './body.ts';
import { type Expressions, parseFile } from './expressions.ts';
import type { Notes } from './notes.ts';
import { parsedFile } from './parse-source.ts';
import { isLiteral } from './variable-types.ts';

/** Where values of variables come from, beside their defaults. */
interface Given {
  readonly environment: ReadSibling['environment'];
  /** `terraform.tfvars` and `*.auto.tfvars` of the folder, in their order. */
  readonly valueFiles: readonly SourceText[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly terraform: TerraformVariables | undefined;
}

interface Reading {
  readonly expressions: Expressions;
  readonly notes: Notes;
  /** What errors call the folder. */
  readonly name: string;
}

const ENVIRONMENT = 'TF_VAR_';

/**
 * Values of the root's variables in the order of Terraform, later ones winning: environment, `terraform.tfvars`, `*.auto.tfvars` by name,
 * files given, words given. Source: HashiCorp, "Input variables: variable definition precedence". Throws TG1030, TG1046 and TG1048.
 */
export async function givenVariables(
  declared: ReadonlyMap<string, Body>,
  { environment = {}, valueFiles, parameters, terraform }: Given,
  { expressions, notes, name: folder }: Reading,
): Promise<ReadonlyMap<string, unknown>> {
  const given = new Map<string, unknown>();
  const setText = async (name: string, text: string): Promise<boolean> => {
    const variable = declared.get(name);
    if (variable) given.set(name, await givenText(name, text, variable, expressions));
    return variable !== undefined;
  };
  for (const [key, text] of Object.entries(environment))
    if (key.startsWith(ENVIRONMENT) && text !== undefined) await setText(key.slice(ENVIRONMENT.length), text);
  for (const { name: file, text } of [...valueFiles, ...(terraform?.files ?? [])]) {
    for (const [name, value] of Object.entries(await parsedFile(file, text, expressions))) {
      given.set(name, value);
      if (!declared.has(name) && terraform?.isOptional !== true)
        notes.add('TG1047', `var.${name}`, `${file} gives the variable ${name}, which the folder does not declare.`);
    }
  }
  for (const [name, text] of Object.entries(parameters))
    if (!(await setText(name, text)))
      notes.add(
        'TG1176',
        name,
        `The parameter ${name.slice(0, 80)} is given, but the folder declares no such variable.`,
      );
  for (const [name, text] of Object.entries(terraform?.words ?? {}))
    if (!(await setText(name, text)) && terraform?.isOptional !== true) throw undeclared(folder, name, declared);
  return given;
}

async function givenText(name: string, text: string, variable: Body, expressions: Expressions): Promise<unknown> {
  // A literal holds no expressions: what looks like one is escaped.
  const value = isLiteral(variable) ? text.replace(/[$%](?=\{)/g, '$&$&') : await expressionValue(name, text);
  await expressions.add(value);
  return value;
}

async function expressionValue(name: string, text: string): Promise<unknown> {
  try {
    return (await parseFile(`${name}.tfvars`, `${name} = ${text}\n`))[name];
  } catch (cause) {
    if (cause instanceof TollgateError) throw cause;
    throw new TollgateError('TG1048', `The value given for the variable ${name} is not valid HCL.`, {
      hint: `Its type is no text: give a list as '["a", "b"]', a map as '{ a = 1 }', a text in quotes.`,
    });
  }
}

function undeclared(folder: string, name: string, declared: ReadonlyMap<string, Body>): TollgateError {
  return new TollgateError('TG1046', `${folder} declares no variable ${name.slice(0, 80)}.`, {
    location: { file: folder },
    hint: declared.size === 0 ? 'It declares none.' : `It declares ${[...declared.keys()].slice(0, 20).join(', ')}.`,
  });
}
