import { type Decimal, ZERO } from '../../core/decimal.ts';
import { brokenRule, costOf } from './evaluate.ts';
import type { Choice, Option, Problem } from './problem.ts';
import { tidy } from './tidy.ts';

/**
 * Of plans that cost the same, the one that changes less: a demand that gains nothing from moving goes back to what it does today.
 * The cost and the rules are checked again; where they would suffer, the choice stays as it was.
 */
export function settle(problem: Problem, choice: Choice, today: Choice): Choice {
  const options = [...choice.options];
  const configs = [...choice.configs];
  problem.demands.forEach((demand, index) => {
    const at = today.options[index] ?? 0;
    const before = demand.options[at];
    const after = demand.options[options[index] ?? 0];
    if (!before || !after || before === after) return;
    if (before.pooled !== after.pooled && !demand.gb.isZero()) return;
    const back = costBack(problem, before, configs, today);
    if (!back?.cost.equals(pathOf(after, configs)) || !before.needs.every((need) => choice.resources[need])) return;
    options[index] = at;
    if (before.site !== undefined) configs[before.site] = back.config;
  });
  const settled = tidy(problem, { options, configs, resources: choice.resources });
  const same = costOf(problem, settled).equals(costOf(problem, choice)) && brokenRule(problem, settled) === undefined;
  return same ? settled : choice;
}

/** What going back costs: the path, and the hours of today's zones where the site is closed. */
function costBack(
  problem: Problem,
  option: Option,
  configs: readonly (number | undefined)[],
  today: Choice,
): { cost: Decimal; config: number | undefined } | undefined {
  if (option.site === undefined) return { cost: option.monthly, config: undefined };
  const open = configs[option.site];
  const config = open ?? today.configs[option.site];
  if (config === undefined || (option.configs && !option.configs.includes(config))) return undefined;
  const hours = open === undefined ? (problem.sites[option.site]?.configs[config]?.monthly ?? ZERO) : ZERO;
  return { cost: hours.plus(option.monthly).plus(option.byConfig?.[config] ?? ZERO), config };
}

function pathOf(option: Option, configs: readonly (number | undefined)[]): Decimal {
  const config = option.site === undefined ? undefined : configs[option.site];
  return option.monthly.plus(config === undefined ? ZERO : (option.byConfig?.[config] ?? ZERO));
}
