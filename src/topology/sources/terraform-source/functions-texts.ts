import {
  EvaluationError,
  isList,
  isUnknown,
  isWhole,
  numberOf,
  type SourceValue,
  type TerraformFunction,
  textOf,
  UNKNOWN,
} from './value.ts';

/** A function of texts whose result is unknown where one of them is. */
const ofTexts =
  (run: (...texts: readonly string[]) => SourceValue): TerraformFunction =>
  (...given) => {
    const texts = given.map(textOf);
    return texts.some((each) => isUnknown(each)) ? UNKNOWN : run(...(texts as readonly string[]));
  };

function join(separator: SourceValue = '', ...lists: readonly SourceValue[]): SourceValue {
  if (!isWhole(separator) || !lists.every(isWhole)) return UNKNOWN;
  return lists
    .flatMap((list) => (isList(list) ? list : [list]))
    .map((each) => textOf(each))
    .join(String(separator));
}

/** `%s`, `%d` and `%v` with their plain forms; another verb is unknown. */
function format(template: SourceValue = '', ...given: readonly SourceValue[]): SourceValue {
  const text = textOf(template);
  if (isUnknown(text) || !given.every(isWhole)) return UNKNOWN;
  const left = [...given];
  const verbs = text.match(/%[^%a-z]*[%a-z]/gi) ?? [];
  if (verbs.some((verb) => !/^%(?:[sdvq]|%|0?\d*d)$/.test(verb))) return UNKNOWN;
  return text.replace(/%(0?)(\d*)([sdvq%])/g, (_, zero: string, width: string, verb: string) => {
    if (verb === '%') return '%';
    const shown = String(textOf(left.shift() ?? null));
    const padded = shown.padStart(Number(width), zero === '' ? ' ' : '0');
    return verb === 'q' ? JSON.stringify(padded) : padded;
  });
}

function formatlist(template: SourceValue = '', ...given: readonly SourceValue[]): SourceValue {
  if (given.some(isUnknown)) return UNKNOWN;
  const lengths = given.filter(isList).map((list) => list.length);
  if (lengths.length === 0) return [format(template, ...given)];
  return Array.from({ length: Math.min(...lengths) }, (_, index) =>
    format(template, ...given.map((each) => (isList(each) ? (each[index] ?? null) : each))),
  );
}

function substr(value: SourceValue = '', offset: SourceValue = 0, size: SourceValue = 0): SourceValue {
  const [text, at, length] = [textOf(value), numberOf(offset), numberOf(size)];
  if (isUnknown(text) || isUnknown(at) || isUnknown(length)) return UNKNOWN;
  const characters = [...text];
  const start = at < 0 ? characters.length + at : at;
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

/** The members of a JSON document as values; what is no JSON is refused as Terraform refuses it. */
function jsondecode(value: SourceValue = ''): SourceValue {
  const text = textOf(value);
  if (isUnknown(text)) return UNKNOWN;
  try {
    return JSON.parse(text) as SourceValue;
  } catch {
    throw new EvaluationError('a text that is no JSON');
  }
}

export const TEXTS: Readonly<Record<string, TerraformFunction>> = {
  join,
  format,
  formatlist,
  substr,
  jsondecode,
  jsonencode: (value = null) => (isWhole(value) ? JSON.stringify(value) : UNKNOWN),
  lower: ofTexts((text = '') => text.toLowerCase()),
  upper: ofTexts((text = '') => text.toUpperCase()),
  title: ofTexts((text = '') => text.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase())),
  trimspace: ofTexts((text = '') => text.trim()),
  trimprefix: ofTexts((text = '', prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: ofTexts((text = '', suffix = '') =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  startswith: ofTexts((text = '', prefix = '') => text.startsWith(prefix)),
  endswith: ofTexts((text = '', suffix = '') => text.endsWith(suffix)),
  strcontains: ofTexts((text = '', part = '') => text.includes(part)),
  // A pattern of the source is never run: `/…/` leaves the text unknown.
  replace: ofTexts((text = '', part = '', by = '') =>
    part.length > 1 && part.startsWith('/') && part.endsWith('/') ? UNKNOWN : text.replaceAll(part, by),
  ),
  split: ofTexts((separator = '', text = '') => (text === '' ? [''] : text.split(separator))),
};
