import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readInputs } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { TollgateError } from '../../src/core/errors.ts';
import { belowFolder } from '../../src/mcp/below-folder.ts';
import { callTool } from '../../src/mcp/tools.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { operationNamed } from '../../src/operations/operation-named.ts';
import { actionInputs } from '../../src/operations/options/action-inputs.ts';
import { kebab } from '../../src/operations/options/parse-options.ts';
import { settingsOf } from '../../src/operations/options/settings.ts';
import { servicesOfTest, type testApp } from '../support/http-app.ts';
import { tollgateInProcess } from '../support/run-in-process.ts';
import { bytes, place } from './files.ts';

/** What a face is asked: files by input, values by option. */
export interface Asked {
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly format: string;
}

/** What a face answers, or what it refuses with. */
export interface Answered {
  readonly text: string;
  /** Exit code, gate or outputs: what stands beside the text. */
  readonly verdict: string;
  readonly refused: boolean;
}

export type Ask = (operation: Operation, asked: Asked) => Promise<Answered>;

const REFUSED = 1;

export const onCommandLine: Ask = async (operation, { files, options, format }) => {
  const given = Object.entries(files).flatMap(([name, paths]) => {
    const { flag = '', named } = operation.inputs[name] ?? {};
    return paths.flatMap((path, index) => [`--${flag}`, named === true ? `v${index}=${path}` : path]);
  });
  const flags = Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${operation.options[name]?.flag ?? kebab(name)}`;
    if (value === false) return [`--no-${kebab(name)}`];
    return value === true ? [flag] : [value].flat().flatMap((each) => [flag, String(each)]);
  });
  const { code, out, err } = await tollgateInProcess([...operation.command, ...given, ...flags, '--format', format]);
  const refused = code === REFUSED;
  return { text: refused ? err : out, verdict: `${code}${refused ? '' : err}`, refused };
};

type App = Awaited<ReturnType<typeof testApp>>;

/** As multipart: options in the query, or in the part `options`. */
export const overRest =
  (app: () => App, where: 'query' | 'body'): Ask =>
  async (operation, { files, options, format }) => {
    const { rest } = operation;
    if (!rest || !('path' in rest)) throw new RangeError(`${operation.name} has no route`);
    const inBody = Object.entries(options).filter(
      ([name]) => where === 'body' || operation.options[name]?.bodyOnly === true,
    );
    const query = new URLSearchParams({ format });
    for (const [name, value] of Object.entries(options)) {
      if (inBody.some(([each]) => each === name)) continue;
      for (const each of [value].flat()) query.append(name, String(each));
    }
    const named = Object.entries(operation.inputs).find(([, input]) => input.named === true)?.[0];
    const request = named === undefined ? multipart(operation, files, inBody) : json(named, files, inBody);
    const response = await app().inject({ method: 'POST', url: `${rest.path}?${query}`, ...request });
    const refused = response.statusCode >= 400;
    return { text: response.body, verdict: String(response.headers['tollgate-gate'] ?? ''), refused };
  };

function multipart(operation: Operation, files: Asked['files'], options: readonly (readonly [string, unknown])[]) {
  const boundary = 'x-parts';
  const part = (name: string, filename: string, content: Uint8Array) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ];
  const parts = Object.entries(files).flatMap(([name, paths]) =>
    paths.flatMap((path) => part(operation.inputs[name]?.part ?? '', path, bytes(path))),
  );
  const inBody = Buffer.from(JSON.stringify(Object.fromEntries(options)));
  const last = options.length === 0 ? [] : part('options', 'options.json', inBody);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, ...last, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** A body that names its documents; YAML is read where JSON is. */
function json(named: string, files: Asked['files'], options: readonly (readonly [string, unknown])[]) {
  const { [named]: documents = [], ...others } = files;
  const parsed = (path: string): unknown => parse(bytes(path).toString());
  const body = {
    [named]: documents.map((path, index) => ({ name: `v${index}`, document: parsed(path) })),
    ...Object.fromEntries(Object.entries(others).map(([name, [path = '']]) => [name, parsed(path)])),
    ...Object.fromEntries(options),
  };
  return { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) };
}

/** As the Action runs: what it leaves on the runner, and its document. */
export const inAction: Ask = async (operation, { files, options }) => {
  const given = Object.fromEntries(
    actionInputs(operation).map(({ name, action }) => [
      action,
      String(files[name]?.join('\n') ?? [options[name] ?? ''].flat().join('\n')),
    ]),
  );
  const services = servicesOfTest();
  const told: string[] = [];
  let refused = false;
  await runAction(
    {
      input: (name) => ({ comment: 'false', ...given })[name] ?? '',
      workspace: process.cwd(),
      pullRequest: undefined,
      output: (name, value) => {
        told.push(`${name}=${value}`);
        refused ||= name === 'gate' && value === 'error';
      },
      summary: async (markdown) => void told.push(markdown),
      notice: (message) => void told.push(message),
      fail: (message) => void told.push(message),
    },
    services,
  );
  return { text: told.join('\n'), verdict: '', refused };
};

/** In a policy file: what it does not offer stands on the command line. */
export const inSettings: Ask = async (operation, { files, options, format }) => {
  const given = settingsOf(operation);
  const file: Record<string, unknown> = {};
  const gates: Record<string, unknown> = {};
  for (const { kind, name, key, place: where } of given) {
    const paths = files[name]?.map((path) => resolve(path));
    const value = kind === 'option' ? options[name] : operation.inputs[name]?.many === true ? paths : paths?.[0];
    if (value !== undefined) (where === 'gates' ? gates : file)[key] = value;
  }
  const policy = place(`settings-${++policies}.yml`);
  writeFileSync(policy, JSON.stringify({ ...file, gates }));
  const isLeft = (name: string): boolean => given.every((each) => each.name !== name);
  return onCommandLine(operation, {
    files: Object.fromEntries(Object.entries(files).filter(([name]) => isLeft(name))),
    options: { ...Object.fromEntries(Object.entries(options).filter(([name]) => isLeft(name))), config: policy },
    format,
  });
};
let policies = 0;

/** As a tool of the Model Context Protocol, which answers with the document alone. */
export const asTool: Ask = async (operation, { files, options }) => {
  const services = servicesOfTest();
  const paths = Object.entries(files).map(([name, given]) => {
    const { many, projects, named } = operation.inputs[name] ?? {};
    const words = given.map((path, index) => (named === true ? `v${index}=${resolve(path)}` : resolve(path)));
    return [name, many === true || projects === true ? words : words[0]];
  });
  const given = { ...Object.fromEntries(paths), ...options };
  try {
    const answer = await callTool(operation, given, services, { ...belowFolder('/', services, false), folder: '.' });
    return { text: JSON.stringify(answer.document), verdict: answer.text, refused: false };
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    return { text: `${error.message} ${error.hint ?? ''}`, verdict: '', refused: true };
  }
};

/** The document of a run of the Action, which shows it to nobody as JSON. */
export async function documentInAction(operation: Operation, { files, options }: Asked): Promise<unknown> {
  const given = Object.fromEntries(
    actionInputs(operation).map(({ name, action }) => [action, files[name]?.join('\n') ?? options[name] ?? '']),
  );
  const services = servicesOfTest();
  const read = readInputs((name) => String(given[name] ?? ''), operation, services.readFile);
  const disk = { folder: process.cwd(), kindOf: services.kindOf, open: services.readFile };
  const ports = { ...services, disk, operation: operationNamed };
  return (await operation.run(read.inputs, read.options, ports)).document;
}
