import { describe, expect, test } from 'vitest';
import { readInputs } from '../../src/action/inputs.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { allOperations, operationNamed } from '../../src/operations/operation-named.ts';
import { actionInputs } from '../../src/operations/options/action-inputs.ts';
import { kebab, offered } from '../../src/operations/options/parse-options.ts';
import { servicesOfTest, testApp } from '../support/http-app.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { placelessPath, SAMPLES, stackPath, text } from './samples.ts';

/** What a face answers, or the message it refuses with. */
type Run = (options: Readonly<Record<string, unknown>>, format: string) => Promise<string>;

const inputsOf = (name: string, option: string): Readonly<Record<string, readonly string[]>> => {
  const { inputs = {} } = SAMPLES[name] ?? {};
  if (option === 'region') return { ...inputs, network: [placelessPath] };
  // Parameters and kinds show in a template alone.
  return option === 'parameters' || option === 'kind' ? { ...inputs, network: [stackPath] } : inputs;
};

const onCommandLine =
  (operation: Operation, option: string): Run =>
  async (options, format) => {
    const files = Object.entries(inputsOf(operation.name, option)).flatMap(([name, paths]) =>
      paths.flatMap((path) => [`--${operation.inputs[name]?.flag}`, path]),
    );
    const flags = Object.entries(options).flatMap(([name, value]) => {
      const flag = `--${operation.options[name]?.flag ?? kebab(name)}`;
      return value === true ? [flag] : [flag, String(value)];
    });
    const { code, out, err } = await tollgateInProcess([...operation.command, ...files, ...flags, '--format', format]);
    return `${out}${code === 1 ? err : ''}`;
  };

const overRest = (operation: Operation, option: string): Run => {
  let app: ReturnType<typeof testApp> | undefined;
  return async (options, format) => {
    app ??= testApp();
    const boundary = 'x-parts';
    const parts = Object.entries(inputsOf(operation.name, option)).flatMap(([name, paths]) =>
      paths.map((path) => {
        const part = operation.inputs[name]?.part;
        return `--${boundary}\r\ncontent-disposition: form-data; name="${part}"; filename="${path}"\r\n\r\n${text(path)}\r\n`;
      }),
    );
    const query = new URLSearchParams(
      Object.entries(options).map(([name, value]): [string, string] => [name, String(value)]),
    );
    query.set('format', format);
    const { rest } = operation;
    const response = await (await app).inject({
      method: 'POST',
      url: `${rest && 'path' in rest ? rest.path : ''}?${query}`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `${parts.join('')}--${boundary}--\r\n`,
    });
    return `${response.body}${response.headers['tollgate-gate'] ?? ''}`;
  };
};

const inAction =
  (operation: Operation, option: string): Run =>
  async (options, format) => {
    const files = inputsOf(operation.name, option);
    const given = Object.fromEntries(
      actionInputs(operation).map(({ name, action }) => [action, files[name]?.join('\n') ?? options[name]]),
    );
    const services = servicesOfTest();
    const read = readInputs((name) => String(given[name] ?? ''), operation, services.readFile);
    const disk = { folder: process.cwd(), kindOf: services.kindOf, open: services.readFile };
    const answer = await operation.run(read.inputs, read.options, { ...services, disk, operation: operationNamed });
    const view = format === 'markdown' ? await operation.view(answer.document, read.options, { isShort: true }) : '';
    return JSON.stringify([answer.document, view, operation.judge?.(answer.document, read.options)]);
  };

const FACES = { cli: onCommandLine, rest: overRest, action: inAction } as const;
const operations = await allOperations();

describe.each(operations.filter(({ name }) => SAMPLES[name]).map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, operation) => {
    const faces = (Object.keys(FACES) as (keyof typeof FACES)[]).filter((face) => face !== 'action' || name === 'diff');
    const cases = faces.flatMap((face) =>
      offered(operation, face)
        .filter(([option]) => SAMPLES[name]?.options[option] !== undefined)
        .map(([option]) => [face, option] as const),
    );
    test.each(cases)('%s: %s changes the answer or is refused by name', async (face, option) => {
      const sample = SAMPLES[name];
      const format = sample?.formats?.[option] ?? (operation.options[option]?.writes === true ? 'table' : 'json');
      const run = FACES[face](operation, option);
      const { [option]: _, ...base } = sample?.base ?? {};
      const without = await run(base, format);
      const changed = await run({ ...base, [option]: sample?.options[option] }, format).catch(String);
      expect(comparable(changed)).not.toBe(comparable(without));
    });
  },
);

const sampled = operations.filter(({ name }) => SAMPLES[name]);

test.each(sampled.map((operation) => [operation.name, operation] as const))(
  '%s gives one document, byte for byte, in every face that has it',
  async (name, operation) => {
    // A face names a document as it came: a path, or a part.
    const one = (json: string): string =>
      JSON.stringify({ ...JSON.parse(json), generatedAt: '' }).replaceAll(
        /"source":"(?:\/tmp[^"]*|part [a-z]+)"/g,
        '"source":""',
      );
    const { base = {} } = SAMPLES[name] ?? {};
    const cli = one(await onCommandLine(operation, '')(base, 'json'));
    const rest = one((await overRest(operation, '')(base, 'json')).replace(/\}(?:passed|exceeded|none)$/, '}'));
    expect(rest).toBe(cli);
    if (name !== 'diff') return;
    const [document] = JSON.parse(await inAction(operation, '')(base, 'json'));
    expect(one(JSON.stringify(document))).toBe(cli);
  },
);

/** The clock is no effect of an option. */
const comparable = (answer: string): string =>
  answer.replaceAll(/"(?:generatedAt|timeGenerated|requestId|instance)":"[^"]*"/g, '');

test('every option of a sampled operation has a sample', () => {
  const missing = operations
    .filter(({ name }) => SAMPLES[name])
    .flatMap(({ name, options }) =>
      Object.keys(options)
        .filter((option) => SAMPLES[name]?.options[option] === undefined && !UNSAMPLED.has(`${name} ${option}`))
        .map((option) => `${name} ${option}`),
    );
  expect(missing).toEqual([]);
});

/** What other tests hold: exit codes, files of a policy, FOCUS columns, and how long lists are cut. */
const UNSAMPLED = new Set([
  ...['focusVersion', 'focusMonth', 'billingAccount', 'failOnUnknown', 'all', 'account'].map(
    (option) => `estimate ${option}`,
  ),
  ...['region', 'kind', 'account', 'parameters', 'all'].map((option) => `headroom ${option}`),
  ...['region', 'kind', 'account', 'parameters', 'all', 'focusVersion', 'billingAccount'].map(
    (option) => `forecast ${option}`,
  ),
  ...['region', 'account', 'parameters', 'budgets', 'config', 'project', 'all', 'failOnUnknown'].map(
    (option) => `diff ${option}`,
  ),
]);
