import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { TollgateError } from './core/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What can be set by file: AWS's own variables are read by its library, which knows no files of ours. */
const SETTABLE = /^(?:TOLLGATE_[A-Z0-9_]+|DATABASE_URL)$/;
const SECRET_FILE = /^(TOLLGATE_[A-Z0-9_]+|DATABASE_URL)_FILE$/;

/**
 * The environment with what its files say: `TOLLGATE_CONFIG` names a file of lines NAME=value, which the environment overrules, and
 * NAME_FILE a file whose content is the value, as containers get their secrets. Throws TG1550 or TG1551, never with a value.
 */
export function withSettingsFiles(environment: Environment): Environment {
  const path = environment['TOLLGATE_CONFIG'];
  const settings = path ? parseEnv(read('TOLLGATE_CONFIG', path)) : {};
  for (const name of Object.keys(settings)) if (!SETTABLE.test(name)) throw strange(name, path ?? '');
  const given = { ...settings, ...defined(environment) };
  const secrets: Record<string, string> = {};
  for (const [variable, file] of Object.entries(given)) {
    const name = SECRET_FILE.exec(variable)?.[1];
    if (name === undefined || !file) continue;
    if (given[name]) {
      throw new TollgateError('TG1551', `${name} and ${variable} are both given.`, { hint: 'Leave one of them out.' });
    }
    secrets[name] = read(variable, file).trim();
  }
  return { ...given, ...secrets };
}

const defined = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

function read(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TollgateError('TG1550', `The file that ${variable} names cannot be read.`, {
      location: { file: path },
      hint: 'Check the path and that this user may read it.',
      cause,
    });
  }
}

const strange = (name: string, file: string): TollgateError =>
  new TollgateError('TG1551', `${name} is no setting of Tollgate.`, {
    location: { file },
    hint: 'Settings begin with TOLLGATE_; DATABASE_URL is one too. Give variables of AWS in the environment.',
  });
