import { onceFor } from '../../core/remembering.ts';
import { label, shell } from '../explain/quote.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';

/** A word of a command that names a thing: an id that is known, or the variable that an earlier command filled. */
export interface Word {
  readonly cli: string;
}

export const known = (id: string): Word => ({ cli: shell(id) });
export const made = (variable: string): Word => ({ cli: `"$${variable}"` });

/** A shell variable for a thing. */
export const variable = (...parts: readonly string[]): string => label(parts.join('_')).toUpperCase();

/** The accounts that a network names; one alone needs no profile. */
export const isMultiAccount = onceFor(
  ({ topology, network }: RegionalNetwork): boolean =>
    new Set([
      ...(topology.vpcs ?? []).flatMap((vpc) => vpc.account ?? []),
      ...network.endpoints.flatMap((joined) => joined.account ?? []),
    ]).size > 1,
);

/** Where a command runs: an account, by a profile of the AWS CLI that bears its number, and the Region. */
export interface CommandPlace {
  readonly account: string | undefined;
  readonly regional: RegionalNetwork;
}

/** One AWS CLI command. Route 53 is global; everything else names its Region. */
export function aws(command: string, { account, regional }: CommandPlace): string {
  const region = /^route53 /.test(command) ? '' : ` --region ${shell(regional.region)}`;
  const profile = account !== undefined && isMultiAccount(regional) ? ` --profile ${shell(account)}` : '';
  return `aws ${command}${region}${profile}`;
}

/** Takes one value of an answer into a variable. */
export const take = (name: string, command: string, query: string, place: CommandPlace): string =>
  `${name}=$(${aws(`${command} --query ${shell(query)} --output text`, place)})`;

/** Waits until one value of an answer is what it should be. */
export const until = (command: string, query: string, value: string, place: CommandPlace): string =>
  `until [ "$(${aws(`${command} --query ${shell(query)} --output text`, place)})" = ${value} ]; do sleep 10; done`;

/** Tries a command that AWS refuses until an earlier one has taken effect. */
export const untilAccepted = (command: string, place: CommandPlace): string =>
  `until ${aws(command, place)}; do sleep 5; done`;

/** The file in which a run keeps the variables, so that a later wave, or the way back, finds what was made. */
export const KEPT = 'tollgate.env';

/** Lines with what they need of earlier runs before them and what they leave to later ones after them. */
export function kept(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  const filled = new Set([...text.matchAll(/(?:^|\n|; )([A-Z][A-Z0-9_]*)=/g)].flatMap((match) => match[1] ?? []));
  const used = [...text.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].flatMap((match) => match[1] ?? []);
  const needs = used.some((name) => !filled.has(name));
  return [
    ...(needs ? [`[ ! -f ${KEPT} ] || . ./${KEPT}`] : []),
    ...lines,
    ...(filled.size > 0 ? [`declare -p ${[...filled].join(' ')} >> ${KEPT}`] : []),
  ];
}
