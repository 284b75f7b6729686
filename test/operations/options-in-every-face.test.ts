import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/operations/operation.ts';
import { allOperations } from '../../src/operations/operation-named.ts';
import { actionInputs } from '../../src/operations/options/action-inputs.ts';
import { kebab, offered } from '../../src/operations/options/parse-options.ts';
import { settingsOf } from '../../src/operations/options/settings.ts';
import { sharedTestApp } from '../support/http-app.ts';
import { type Answered, type Ask, type Asked, asTool, inAction, inSettings, onCommandLine, overRest } from './faces.ts';
import { SAMPLES } from './samples.ts';

const app = sharedTestApp();
const FACES = {
  cli: onCommandLine,
  rest: overRest(app, 'query'),
  body: overRest(app, 'body'),
  action: inAction,
  settings: inSettings,
  mcp: asTool,
} as const satisfies Readonly<Record<string, Ask>>;
type FaceName = keyof typeof FACES;

/** What changes something beside its answer is asked in a place of its own: options-of-what-changes.test.ts. */
const operations = (await allOperations()).filter(({ changes }) => changes === undefined);

/** Options and inputs that a face offers. */
function offeredIn(face: FaceName, operation: Operation): readonly string[] {
  const { inputs, options, rest } = operation;
  if (face === 'action') {
    return operation.name === 'diff' ? actionInputs(operation).map(({ name }) => name) : [];
  }
  if (face === 'settings') return operation.name === 'diff' ? settingsOf(operation).map(({ name }) => name) : [];
  if (face === 'mcp') return [...Object.keys(inputs), ...offered(operation, 'mcp').map(([name]) => name)];
  if (face !== 'cli' && !(rest && 'path' in rest)) return [];
  const names = Object.entries(face === 'body' ? options : { ...inputs, ...options });
  return names.filter(([, { not }]) => not?.[face === 'cli' ? 'cli' : 'rest'] === undefined).map(([name]) => name);
}

/** Options of a body, and those of a tool, are read in one place each: every fourth shows that they are. */
const EVERY = 4;
const casesOf = (face: FaceName, operation: Operation): readonly string[] =>
  offeredIn(face, operation).filter((_, index) => (face !== 'body' && face !== 'mcp') || index % EVERY === 0);

/** The same question twice is asked once. */
const asked = new Map<string, Promise<Answered>>();
function ask(face: FaceName, operation: Operation, question: Asked): Promise<Answered> {
  const key = JSON.stringify([face, operation.name, question]);
  const known = asked.get(key) ?? FACES[face](operation, question);
  asked.set(key, known);
  return known;
}

/** The clock and the number of a request are no effect of an option. */
const comparable = ({ text, verdict }: Answered): string =>
  text.replaceAll(/"(?:generatedAt|capturedAt|timeGenerated|requestId|instance)":\s*"[^"]*"/g, '') + verdict;

/** How a refusal may name what it refuses. */
function namesOf(operation: Operation, name: string): readonly string[] {
  const { flag, part, key } = { ...operation.inputs[name] };
  const names = [name, kebab(name), operation.options[name]?.flag, flag, part, key?.name];
  return names.flatMap((each) => (each === undefined ? [] : [each, each.replaceAll('-', ' ')]));
}

describe.each(operations.map((operation) => [operation.name, operation] as const))('%s', (_, operation) => {
  const sample = SAMPLES[operation.name];
  const cases = (Object.keys(FACES) as FaceName[]).flatMap((face) =>
    casesOf(face, operation).map((name) => [face, name] as const),
  );
  test.each(cases)('%s: %s changes the answer or is refused by name', async (face, name) => {
    const given = sample?.given[name];
    if (!sample || !given) throw new RangeError(`${operation.name} has no sample of ${name}`);
    const { value, file, files = sample.files, options = {}, format = 'json', needed = false } = given;
    const { [name]: _own, ...others } = { ...sample.options, ...options };
    const inFace = (name in options ? { ...others, [name]: options[name] } : others) as Asked['options'];
    const base = { files, options: limited(inFace, operation, face), format };
    const without = await ask(face, operation, base);
    expect(without, without.text).toMatchObject({ refused: needed });
    const changed = await ask(face, operation, {
      files: file === undefined ? files : { ...files, [name]: file },
      options: file === undefined ? { ...base.options, [name]: value } : base.options,
      format,
    });
    if (changed.refused && !needed) {
      expect(
        namesOf(operation, name).filter((each) => changed.text.toLowerCase().includes(each.toLowerCase())),
        changed.text,
      ).not.toEqual([]);
      return;
    }
    expect(changed, changed.text).toMatchObject({ refused: false });
    expect(comparable(changed)).not.toBe(comparable(without));
  });
});

/** Options of every run that this face does not offer have no place in it. */
const limited = (options: Asked['options'], operation: Operation, face: FaceName): Asked['options'] =>
  Object.fromEntries(Object.entries(options).filter(([name]) => offeredIn(face, operation).includes(name)));

test('every operation, option and input has a sample, and every sample stands for one', () => {
  const declared = operations.flatMap(({ name, inputs, options }) =>
    Object.keys({ ...inputs, ...options }).map((each) => `${name} ${each}`),
  );
  const sampled = Object.entries(SAMPLES).flatMap(([name, { given }]) =>
    Object.keys(given).map((each) => `${name} ${each}`),
  );
  expect(declared.filter((each) => !sampled.includes(each))).toEqual([]);
});
