import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { temporaryDirectory } from './run-tollgate.ts';

interface ActionYaml {
  readonly inputs: Readonly<Record<string, { default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
}

export const ACTION = parse(readFileSync('action.yml', 'utf8')) as ActionYaml;

export interface ActionRun {
  readonly inputs: Readonly<Record<string, string>>;
  /** The checkout the workflow works in. */
  readonly workspace: string;
  readonly apiUrl?: string;
  /** The event that started the workflow. */
  readonly event?: unknown;
}

/** The Action as the runner gets it: the repository's files at a tag, without node_modules. Nothing else of this checkout is there. */
function checkout(): string {
  const root = temporaryDirectory();
  for (const path of ['action.yml', 'package.json', 'action/dist', 'pricing-cache'])
    cpSync(resolve(path), join(root, path), { recursive: true });
  return root;
}

/** Runs the bundled Action as the runner does: inputs, defaults and files in the environment, the runtime of action.yml. */
export async function runAction({ inputs, workspace, apiUrl, event = {} }: ActionRun) {
  const root = checkout();
  const files = join(root, 'runner');
  mkdirSync(files);
  const [output, summary, eventPath] = ['output', 'summary', 'event.json'].map((name) => join(files, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(output, '');
  writeFileSync(summary, '');
  writeFileSync(eventPath, JSON.stringify(event));
  const given = { ...defaults(), ...inputs };
  const child = spawn(process.execPath, [join(root, ACTION.runs.main)], {
    cwd: workspace,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: files,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'net/infra',
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_API_URL: apiUrl ?? 'http://127.0.0.1:9',
      ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, log, outputs: outputsOf(readFileSync(output, 'utf8')), summary: readFileSync(summary, 'utf8') };
}

/** Defaults of action.yml; the token of the workflow stands for its expression. */
const defaults = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ACTION.inputs).map(([name, input]) => [
      name,
      (input.default ?? '').replace(/\$\{\{ github\.token \}\}/, 'ours'),
    ]),
  );

/** `name<<delimiter`, value, `delimiter`: how the runner reads outputs. */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^(.+?)<<(.+)\r?\n([\s\S]*?)\r?\n?\2$/gm))
    outputs[name] = value;
  return outputs;
}

export const pullRequest = { pull_request: { number: 1 } };
