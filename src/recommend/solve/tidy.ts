import type { Choice, Problem } from './problem.ts';

/** Closes sites that nobody uses and drops shared things that no path needs: floating point may leave some on. */
export function tidy(problem: Problem, choice: Choice): Choice {
  const used = new Set<number>();
  const needed = new Set<number>();
  choice.options.forEach((at, demand) => {
    const option = problem.demands[demand]?.options[at];
    if (option?.site !== undefined) used.add(option.site);
    for (const need of option?.needs ?? []) needed.add(need);
  });
  return {
    options: choice.options,
    configs: choice.configs.map((config, site) => (used.has(site) ? config : undefined)),
    resources: choice.resources.map((_, resource) => needed.has(resource)),
  };
}
