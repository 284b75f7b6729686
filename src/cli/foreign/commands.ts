import { TollgateError } from '../../core/errors.ts';

/** Commands of Infracost that have no counterpart by name, and what does their work. */
const INSTEAD: Readonly<Record<string, string>> = {
  auth: 'No account is needed: prices come with Tollgate. Leave the command out.',
  configure: 'No API key is needed. Settings are flags, TOLLGATE_ variables and tollgate.yml.',
  register: 'No account is needed: prices come with Tollgate. Leave the command out.',
  generate:
    'Write tollgate.yml with projects; tollgate schema project prints its schema. diff --config-file reads infracost.yml.',
  upload: 'Nothing is uploaded. Keep what diff --format json writes as an artifact of the run.',
  report: 'Use tollgate output.',
  price: 'Use tollgate rates show.',
};

/** Names what does the work of a command that only Infracost has. Throws TG1012. */
export function refuseForeignCommand(name: string | undefined): void {
  const hint = name === undefined ? undefined : INSTEAD[name];
  if (hint !== undefined) throw new TollgateError('TG1012', `Tollgate has no command ${name}.`, { hint });
}
