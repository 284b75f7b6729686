import {
  EvaluationError,
  isEqual,
  isFields,
  isList,
  isUnknown,
  isWhole,
  MOST_ELEMENTS,
  numberOf,
  type SourceValue,
  type TerraformFunction,
  textOf,
  truthOf,
  UNKNOWN,
} from './value.ts';

const listOf = (value: SourceValue | undefined): readonly SourceValue[] => {
  if (value !== undefined && isList(value)) return value;
  throw new EvaluationError('an argument that is no list');
};

/** A function of lists whose result is unknown where one of them is. */
const ofLists =
  (run: (lists: readonly (readonly SourceValue[])[]) => SourceValue): TerraformFunction =>
  (...given) =>
    given.some(isUnknown) ? UNKNOWN : run(given.map(listOf));

/** Distinct elements; unknown where an unknown might equal another one. */
function distinct(list: readonly SourceValue[]): SourceValue {
  const kept: SourceValue[] = [];
  for (const each of list) if (!kept.some((other) => isEqual(each, other))) kept.push(each);
  return kept.length > 1 && kept.some((each) => !isWhole(each) && isUnknown(each)) ? UNKNOWN : kept;
}

const sorted = (list: readonly SourceValue[]): SourceValue =>
  list.every((each) => typeof each === 'string') ? [...list].sort() : list.some(isUnknown) ? UNKNOWN : list;

function slice(list: SourceValue = null, from: SourceValue = 0, to: SourceValue = 0): SourceValue {
  const [start, end] = [numberOf(from), numberOf(to)];
  if (isUnknown(start) || isUnknown(end)) return UNKNOWN;
  // The bounds tell the length also of a list that is not known.
  if (isUnknown(list)) return Array.from({ length: Math.max(0, end - start) }, () => UNKNOWN);
  const values = listOf(list);
  if (start < 0 || end < start || end > values.length) throw new EvaluationError('a slice beyond its list');
  return values.slice(start, end);
}

function element(list: SourceValue = null, index: SourceValue = 0): SourceValue {
  const at = numberOf(index);
  if (isUnknown(list) || isUnknown(at)) return UNKNOWN;
  const values = listOf(list);
  if (values.length === 0) throw new EvaluationError('element of an empty list');
  return values[((Math.trunc(at) % values.length) + values.length) % values.length] ?? null;
}

function lookup(map: SourceValue = null, key: SourceValue = null, fallback?: SourceValue): SourceValue {
  if (isUnknown(map) || isUnknown(key)) return UNKNOWN;
  if (!isFields(map)) throw new EvaluationError('a lookup in what is no map');
  const found = Object.hasOwn(map, String(key)) ? map[String(key)] : fallback;
  if (found === undefined) throw new EvaluationError('a lookup without a value');
  return found;
}

function merge(...maps: readonly SourceValue[]): SourceValue {
  if (maps.some(isUnknown)) return UNKNOWN;
  return Object.assign({}, ...maps.map((map) => (map !== null && isFields(map) ? map : {})));
}

function flattened(value: SourceValue): readonly SourceValue[] | undefined {
  if (isUnknown(value)) return undefined;
  if (!isList(value)) return [value];
  const parts = value.map((each) => (isList(each) ? flattened(each) : [each]));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

const length = (value: SourceValue = null): SourceValue => {
  if (isUnknown(value)) return UNKNOWN;
  if (isList(value)) return value.length;
  if (typeof value === 'string') return [...value].length;
  if (isFields(value)) return Object.keys(value).length;
  throw new EvaluationError('a value without length');
};

function setproduct(...lists: readonly SourceValue[]): SourceValue {
  if (lists.some(isUnknown)) return UNKNOWN;
  const given = lists.map(listOf);
  if (given.reduce((rows, list) => rows * list.length, 1) > MOST_ELEMENTS)
    throw new EvaluationError('a list without end');
  return given.reduce<readonly SourceValue[]>(
    (rows, list) => rows.flatMap((row) => list.map((each) => [...listOf(row), each])),
    [[]],
  );
}

function range(...given: readonly SourceValue[]): SourceValue {
  const numbers = given.map(numberOf);
  if (numbers.some((each) => isUnknown(each))) return UNKNOWN;
  const [one = 0, two, step = 1] = numbers as readonly number[];
  const [from, to] = two === undefined ? [0, one] : [one, two];
  if (step === 0 || Math.abs((to - from) / step) > 1024) throw new EvaluationError('a range that Terraform refuses');
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step);
}

function chunklist(list: SourceValue = null, size: SourceValue = 0): SourceValue {
  const by = numberOf(size);
  if (isUnknown(list) || isUnknown(by)) return UNKNOWN;
  const values = listOf(list);
  return Array.from({ length: by > 0 ? Math.ceil(values.length / by) : 1 }, (_, index) =>
    by > 0 ? values.slice(index * by, (index + 1) * by) : values,
  );
}

const numbers =
  (run: (...given: readonly number[]) => SourceValue): TerraformFunction =>
  (...given) => {
    const all = given.map(numberOf);
    return all.some((each) => isUnknown(each)) ? UNKNOWN : run(...(all as readonly number[]));
  };

const fieldsOf = (value: SourceValue | undefined): Readonly<Record<string, SourceValue>> => {
  if (value !== undefined && value !== null && isFields(value)) return value;
  throw new EvaluationError('an argument that is no map');
};

export const COLLECTIONS: Readonly<Record<string, TerraformFunction>> = {
  length,
  slice,
  element,
  lookup,
  merge,
  range,
  chunklist,
  setproduct,
  concat: ofLists((lists) => lists.flat()),
  distinct: ofLists(([list = []]) => distinct(list)),
  toset: ofLists(([list = []]) => {
    const values = distinct(list);
    return isList(values) ? sorted(values) : values;
  }),
  tolist: (value = null) => value,
  tomap: (value = null) => value,
  sort: ofLists(([list = []]) => sorted(list)),
  reverse: ofLists(([list = []]) => [...list].reverse()),
  compact: ofLists(([list = []]) =>
    list.some(isUnknown) ? UNKNOWN : list.filter((each) => each !== null && each !== ''),
  ),
  flatten: (value = null) => flattened(value) ?? UNKNOWN,
  contains: (list = null, value = null) => {
    if (isUnknown(list)) return UNKNOWN;
    const values = listOf(list);
    if (values.some((each) => isWhole(each) && isEqual(each, value))) return true;
    return values.some((each) => !isWhole(each)) || !isWhole(value) ? UNKNOWN : false;
  },
  index: (list = null, value = null) => {
    if (isUnknown(list) || !isWhole(list) || !isWhole(value)) return UNKNOWN;
    const at = listOf(list).findIndex((each) => isEqual(each, value));
    if (at < 0) throw new EvaluationError('an index of what is not there');
    return at;
  },
  keys: (map = null) => (isUnknown(map) ? UNKNOWN : Object.keys(fieldsOf(map)).sort()),
  values: (map = null) =>
    isUnknown(map)
      ? UNKNOWN
      : Object.keys(fieldsOf(map))
          .sort()
          .map((key) => fieldsOf(map)[key] ?? null),
  zipmap: (keys = null, values = null) => {
    if (!isWhole(keys) || isUnknown(values)) return UNKNOWN;
    const list = listOf(values);
    return Object.fromEntries(listOf(keys).map((key, index) => [String(key), list[index] ?? null]));
  },
  one: (list = null) => {
    if (isUnknown(list)) return UNKNOWN;
    const values = listOf(list);
    if (values.length > 1) throw new EvaluationError('one of several');
    return values[0] ?? null;
  },
  coalesce: (...given) => given.find((each) => each !== null && each !== '') ?? null,
  coalescelist: (...given) => given.find((each) => isUnknown(each) || listOf(each).length > 0) ?? [],
  setunion: ofLists((lists) => distinct(lists.flat())),
  setsubtract: ofLists(([list = [], less = []]) =>
    [...list, ...less].every(isWhole) ? list.filter((each) => !less.some((other) => isEqual(each, other))) : UNKNOWN,
  ),
  setintersection: ofLists(([list = [], ...others]) =>
    [list, ...others].flat().every(isWhole)
      ? list.filter((each) => others.every((other) => other.some((one) => isEqual(each, one))))
      : UNKNOWN,
  ),
  alltrue: ofLists(([list = []]) => {
    const truths = list.map(truthOf);
    return truths.includes(false) ? false : truths.some((each) => isUnknown(each)) ? UNKNOWN : true;
  }),
  anytrue: ofLists(([list = []]) => {
    const truths = list.map(truthOf);
    return truths.includes(true) ? true : truths.some((each) => isUnknown(each)) ? UNKNOWN : false;
  }),
  matchkeys: ofLists(([values = [], keys = [], wanted = []]) =>
    [...keys, ...wanted].every(isWhole)
      ? values.filter((_, index) => wanted.some((each) => isEqual(each, keys[index] ?? null)))
      : UNKNOWN,
  ),
  max: numbers((...given) => Math.max(...given)),
  min: numbers((...given) => Math.min(...given)),
  abs: numbers((one = 0) => Math.abs(one)),
  ceil: numbers((one = 0) => Math.ceil(one)),
  floor: numbers((one = 0) => Math.floor(one)),
  sum: ofLists(([list = []]) => {
    const all = list.map(numberOf);
    return all.some((each) => isUnknown(each))
      ? UNKNOWN
      : (all as readonly number[]).reduce((sum, each) => sum + each, 0);
  }),
  tonumber: (value = null) => (value === null ? null : numberOf(value)),
  tobool: (value = null) => (value === null ? null : truthOf(value)),
  tostring: (value = null) => (value === null ? null : textOf(value)),
  nonsensitive: (value = null) => value,
  sensitive: (value = null) => value,
};
