import { TollgateError } from '../../core/errors.ts';
import { nearestWord } from '../../core/nearest-word.ts';
import { GUARDS, type GuardName, MOVES, type Move } from '../../recommend/move.ts';
import { DEFAULT_OPTIONS, type DecisionOptions } from '../../recommend/options.ts';

/** What people say of a plan, as words; what is absent has its default. */
export interface RecommendSettings {
  readonly minAzs?: number | undefined;
  readonly maxUtilisation?: number | undefined;
  readonly hubs?: readonly string[] | undefined;
  readonly pins?: readonly string[] | undefined;
  /** `move` or `move:subject`. */
  readonly forbid?: readonly string[] | undefined;
  /** Names of guards. */
  readonly allow?: readonly string[] | undefined;
  /** `tag:key`: VPCs whose tags differ share nothing. */
  readonly walls?: readonly string[] | undefined;
  /** USD a month that a step saves at least. */
  readonly minSaving?: number | undefined;
  /** GB a month of endpoints whose traffic no source reports. */
  readonly assumeGb?: number | undefined;
  /** USD that one change costs to carry out. */
  readonly changeCost?: number | undefined;
  readonly repair?: boolean | undefined;
  readonly dataClassTag?: string | undefined;
  /** Classes of data that stay on their own endpoint; they replace the defaults. */
  readonly sensitive?: readonly string[] | undefined;
  readonly timeLimitSeconds?: number | undefined;
  /** The time of the decision, RFC 3339; absent = the age of evidence is not judged. */
  readonly asOf?: string | undefined;
  /** Whole months ahead to decide for, from measured history; absent = today's traffic. */
  readonly horizonMonths?: number | undefined;
}

const MOST_AZS = 6;
/** Longest search: beyond it a larger network should be split. */
const MOST_SECONDS = 3600;

/** The options of a plan. Throws TG4001 for what is not a move, a guard or a sensible number. */
export function recommendOptions(settings: RecommendSettings): DecisionOptions {
  const { minAzs, maxUtilisation, timeLimitSeconds } = settings;
  if (minAzs !== undefined && !(Number.isInteger(minAzs) && minAzs >= 1 && minAzs <= MOST_AZS)) {
    throw invalid(`The least number of zones is not a whole number from 1 to ${MOST_AZS}.`, 'Give 2, for example.');
  }
  if (maxUtilisation !== undefined && !(maxUtilisation > 0 && maxUtilisation <= 1)) {
    throw invalid('The utilisation is not a share above 0 and up to 1.', 'Give 0.6, for example.');
  }
  if (timeLimitSeconds !== undefined && !(timeLimitSeconds > 0 && timeLimitSeconds <= MOST_SECONDS)) {
    throw invalid(`The time limit is not between 0 and ${MOST_SECONDS} seconds.`, 'Give 60, for example.');
  }
  return {
    minAzs: minAzs ?? DEFAULT_OPTIONS.minAzs,
    maxUtilisation: maxUtilisation ?? DEFAULT_OPTIONS.maxUtilisation,
    hubs: settings.hubs,
    pins: settings.pins ?? DEFAULT_OPTIONS.pins,
    forbid: (settings.forbid ?? []).map(forbidden),
    allow: (settings.allow ?? []).map(guardNamed),
    walls: (settings.walls ?? []).map(wallNamed),
    repair: settings.repair ?? DEFAULT_OPTIONS.repair,
    minSaving: amountIn(settings.minSaving, 'The least saving of a step') ?? DEFAULT_OPTIONS.minSaving,
    assumeGb: amountIn(settings.assumeGb, 'The assumed traffic'),
    changeCost: amountIn(settings.changeCost, 'The cost of a change'),
    dataClassTag: settings.dataClassTag ?? DEFAULT_OPTIONS.dataClassTag,
    sensitiveClasses: settings.sensitive?.map((each) => each.toLowerCase()) ?? DEFAULT_OPTIONS.sensitiveClasses,
    asOf: settings.asOf,
    timeLimitSeconds: timeLimitSeconds ?? DEFAULT_OPTIONS.timeLimitSeconds,
  };
}

function forbidden(text: string): DecisionOptions['forbid'][number] {
  const at = text.indexOf(':');
  const word = at === -1 ? text : text.slice(0, at);
  const move: Move | undefined = MOVES.find((each) => each === word);
  if (!move) {
    const near = hintOf(word, MOVES);
    throw invalid(`"${word}" is not a move.`, `${near}Give one of ${MOVES.join(', ')}, alone or as move:subject.`);
  }
  return at === -1 ? { move } : { move, subject: text.slice(at + 1) };
}

function guardNamed(word: string): GuardName {
  const guard = GUARDS.find((each) => each === word);
  if (guard) return guard;
  throw invalid(`"${word}" is not a guard.`, `${hintOf(word, GUARDS)}Give one of ${GUARDS.join(', ')}.`);
}

function amountIn(value: number | undefined, what: string): number | undefined {
  if (value === undefined || (Number.isFinite(value) && value >= 0 && value <= 1e12)) return value;
  throw invalid(`${what} is not zero or more.`, 'Give 1, for example.');
}

function wallNamed(text: string): string {
  const key = /^tag:(.+)$/.exec(text)?.[1];
  if (key !== undefined) return key;
  throw invalid(`"${text}" is not a wall.`, 'Give tag:KEY, for example tag:env.');
}

function hintOf(word: string, among: readonly string[]): string {
  const near = nearestWord(word, among);
  return near === undefined ? '' : `Did you mean "${near}"? `;
}

const invalid = (detail: string, hint: string): TollgateError => new TollgateError('TG4001', detail, { hint });
