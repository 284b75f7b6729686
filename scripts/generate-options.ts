import { writeFile } from 'node:fs/promises';
import type { Operation } from '../src/operations/operation.ts';
import { allOperations } from '../src/operations/operation-named.ts';
import { actionInputs } from '../src/operations/options/action-inputs.ts';
import { helpText, kebab, reasonAgainst } from '../src/operations/options/parse-options.ts';
import { type Setting, settingsOf } from '../src/operations/options/settings.ts';

const FILE = new URL('../docs/guides/options.md', import.meta.url);

const HEAD = `# Options of every operation

Written by \`npm run options\` from the declarations in \`src/operations\`; a test holds it to them. The same option has the same name and the
same meaning in every face. A cell in words gives the reason for which a face does not offer it.
`;

interface Row {
  readonly what: string;
  readonly cli: string;
  readonly rest: string;
  readonly action: string;
  readonly settings: string;
  readonly mcp: string;
}

/** The tables of inputs and options, operation by operation. */
export async function optionsText(): Promise<string> {
  const operations = await allOperations();
  return [HEAD, ...operations.map(section)].join('\n');
}

function section(operation: Operation): string {
  const { command, summary, rest } = operation;
  const place = rest && 'path' in rest ? `\`POST ${rest.path}\`` : `no route: ${rest?.not ?? ''}`;
  const rows = rowsOf(operation).map(
    ({ what, cli, rest: over, action, settings, mcp }) =>
      `| ${[what, cli, over, action, settings, mcp].map(cell).join(' | ')} |`,
  );
  return `## \`tollgate ${command.join(' ')}\` (${place})\n\n${summary}\n\n| | command line | REST | Action | \`tollgate.yml\` | MCP |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** A key at the top of the file, which a project may have too, or one among the gates. */
const settingText = ({ key, place }: Setting): string => {
  if (place === 'gates') return `\`gates.${key}\``;
  return place === 'project' ? `\`${key}\`, also of a project` : `\`${key}\``;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

function rowsOf(operation: Operation): readonly Row[] {
  const inAction = new Map(actionInputs(operation).map(({ name, action }) => [name, `\`${action}\``]));
  const noRoute = operation.rest && 'path' in operation.rest ? undefined : 'no route';
  const noAction = operation.name === 'diff' ? undefined : 'the Action runs diff';
  const noFile = operation.name === 'diff' ? undefined : 'diff reads it';
  const inFile = new Map(settingsOf(operation).map((setting) => [setting.name, settingText(setting)]));
  const inputs = Object.entries(operation.inputs).map(
    ([name, { says, flag, part, key, not }]): Row => ({
      what: says,
      cli: not?.cli ?? `\`--${flag}\``,
      rest: noRoute ?? not?.rest ?? [`part \`${part}\``, ...(key ? [`key \`${key.name}\``] : [])].join(', '),
      action: noAction ?? not?.action ?? inAction.get(name) ?? '',
      settings: noFile ?? not?.settings ?? inFile.get(name) ?? '',
      mcp: operation.changes ?? not?.mcp ?? `\`${name}\``,
    }),
  );
  const options = Object.entries(operation.options).map(
    ([name, option]): Row => ({
      what: helpText(option),
      cli: option.not?.cli ?? `\`--${option.flag ?? kebab(name)}\``,
      rest: noRoute ?? option.not?.rest ?? `\`${name}\``,
      action: noAction ?? option.not?.action ?? inAction.get(name) ?? '',
      settings: noFile ?? option.not?.settings ?? inFile.get(name) ?? '',
      mcp: operation.changes ?? reasonAgainst(option, 'mcp') ?? `\`${name}\``,
    }),
  );
  return [...inputs, ...options];
}

if (import.meta.main) await writeFile(FILE, await optionsText());
