import type { EvaluationContext } from './context.ts';
import { splitValue } from './intrinsics/split-value.ts';
import type { Template } from './schema.ts';
import { isList, Secret, textOf, Unknown, type Value } from './value.ts';

const LIST_TYPE = /^(?:AWS::SSM::Parameter::Value<)?(?:CommaDelimitedList|List<.+>)>?$/;
const STORED_TYPE = /^AWS::SSM::Parameter::Value</;

/** Value of a declared parameter: given, else its default, else unknown; that of a NoEcho parameter is hidden. A default that names a stored (SSM) parameter tells no value. */
export function parameterValue(
  name: string,
  declared: NonNullable<Template['Parameters']>[string],
  given: Value | undefined,
  context: Pick<EvaluationContext, 'note'>,
): Value {
  const type = typeof declared.Type === 'string' ? declared.Type : 'String';
  const list = LIST_TYPE.test(type);
  const stated = given ?? (STORED_TYPE.test(type) ? undefined : defaultOf(declared.Default));
  const value = stated !== undefined && isElsewhere(stated, type) ? undefined : stated;
  if (value === undefined) {
    context.note('TG1170', name, `The parameter ${name} has no value; give one with --parameter ${name}=VALUE.`);
    return new Unknown(name, !list);
  }
  const known = list ? listOf(value, name) : value;
  return isHidden(declared.NoEcho) ? hidden(known, name) : known;
}

/** How ids of AWS begin that a stored parameter may hold. */
const ID_TYPES: readonly (readonly [string, string])[] = [
  ['AWS::EC2::Subnet::Id', 'subnet-'],
  ['AWS::EC2::VPC::Id', 'vpc-'],
  ['AWS::EC2::SecurityGroup::Id', 'sg-'],
];

/** The value stands at AWS: a dynamic reference, or the name of a stored (SSM) parameter where its value would be. */
function isElsewhere(value: Value, type: string): boolean {
  if (typeof value !== 'string') return false;
  if (value.includes('{{resolve:')) return true;
  if (!STORED_TYPE.test(type)) return false;
  const [, prefix] = ID_TYPES.find(([name]) => type.includes(name)) ?? [];
  return value.startsWith('/') || (prefix !== undefined && !value.trim().startsWith(prefix));
}

const isHidden = (noEcho: unknown): boolean => noEcho === true || noEcho === 'true';

/** The same value with its texts hidden; the length of a list stays. */
function hidden(value: Value, label: string): Value {
  if (isList(value)) return value.map((each, index) => hidden(each, `${label}[${index}]`));
  const text = textOf(value);
  return text === undefined ? value : new Secret(label, text);
}

function defaultOf(value: unknown): Value | undefined {
  if (Array.isArray(value)) return value.map((each) => String(each));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** Lists arrive as one text with commas; CloudFormation trims each item. */
function listOf(value: Value, name: string): Value {
  if (isList(value)) return value;
  if (value instanceof Unknown) return new Unknown(value.label, false);
  if (textOf(value) === '') return [];
  const items = splitValue(value, ',');
  return isList(items)
    ? items.map((each) => (typeof each === 'string' ? each.trim() : each))
    : new Unknown(name, false);
}
