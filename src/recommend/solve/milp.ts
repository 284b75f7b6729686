import type { ModelData } from 'highs';
import { byteRange, zoneRange } from './lines.ts';
import { ModelBuilder } from './model-builder.ts';
import { addPool } from './pool-rows.ts';
import type { Choice, Option, Problem } from './problem.ts';

/** A problem as HiGHS takes it, and the way back. The objective equals `costOf` up to floating point. */
export interface Milp {
  readonly model: ModelData;
  decode(values: ArrayLike<number>): Choice;
}

interface Columns {
  /** By site and configuration. */
  readonly open: readonly (readonly number[])[];
  /** By demand and option: one column, or one for each configuration of its site. */
  readonly goes: readonly (readonly (readonly number[])[])[];
  readonly resources: readonly number[];
}

/**
 * Writes the problem as a mixed-integer model, with the tight linking rows (one per demand and path) that make its linear
 * relaxation nearly whole. The bands of the pools become binaries where more than one is in reach.
 */
export function buildMilp(problem: Problem): Milp {
  const builder = new ModelBuilder();
  const columns = addColumns(builder, problem);
  addAssignments(builder, problem, columns);
  addCapacities(builder, problem, columns);
  addQuotas(builder, problem, columns);
  addPools(builder, problem, columns);
  return { model: builder.build(), decode: (values) => decode(columns, values) };
}

function addColumns(builder: ModelBuilder, problem: Problem): Columns {
  const open = problem.sites.map((site) => site.configs.map((config) => builder.binary(config.monthly.toNumber())));
  const goes = problem.demands.map((demand) =>
    demand.options.map((option) => {
      const monthly = option.monthly.toNumber();
      if (!isExpanded(option)) return [builder.binary(monthly)];
      const configs = option.site === undefined ? [] : (open[option.site] ?? []);
      return configs.map((_, config) => builder.binary(monthly + (option.byConfig?.[config]?.toNumber() ?? 0)));
    }),
  );
  const resources = problem.resources.map((resource) => builder.binary(resource.monthly.toNumber()));
  return { open, goes, resources };
}

/** An option whose cost or load hangs on the zones has a column for each configuration of its site. */
const isExpanded = (option: Option): boolean => option.byConfig !== undefined || option.loadByConfig !== undefined;

function addAssignments(builder: ModelBuilder, problem: Problem, { open, goes, resources }: Columns): void {
  for (const site of open) builder.row(0, 1, each(site));
  problem.demands.forEach((demand, index) => {
    const own = goes[index] ?? [];
    builder.row(1, 1, each(own.flat()));
    demand.options.forEach((option, at) => {
      const columns = own[at] ?? [];
      linkToSite(builder, option, columns, open);
      for (const need of option.needs) {
        const paid = resources[need];
        if (paid === undefined) continue;
        builder.row(Number.NEGATIVE_INFINITY, 0, [...each(columns), [paid, -1]]);
      }
    });
  });
}

/** The plain sum of columns. */
const each = (columns: readonly number[]): (readonly [number, number])[] => columns.map((column) => [column, 1]);

/** A demand goes only where a configuration that serves it is open. */
function linkToSite(builder: ModelBuilder, option: Option, columns: readonly number[], open: Columns['open']): void {
  if (option.site === undefined) return;
  const configs = open[option.site] ?? [];
  const serves = (config: number): boolean => !option.configs || option.configs.includes(config);
  if (isExpanded(option)) {
    columns.forEach((column, config) => {
      const site = configs[config];
      if (serves(config) && site !== undefined)
        builder.row(Number.NEGATIVE_INFINITY, 0, [
          [column, 1],
          [site, -1],
        ]);
      else builder.row(0, 0, [[column, 1]]);
    });
    return;
  }
  const opening = configs.filter((_, config) => serves(config)).map((site) => [site, -1] as const);
  builder.row(Number.NEGATIVE_INFINITY, 0, [...each(columns), ...opening]);
}

/** The load of a site stays within what its open configuration carries; left out where it cannot bind. */
function addCapacities(builder: ModelBuilder, problem: Problem, { open, goes }: Columns): void {
  const slots = problem.demands[0]?.loadGbps.length ?? 0;
  const users = usersOf(problem);
  problem.sites.forEach((site, index) => {
    const least = Math.min(...site.configs.map((config) => config.capacityGbps));
    for (let slot = 0; slot < slots; slot += 1) {
      const terms: [number, number][] = [];
      let most = 0;
      for (const { demand, option } of users[index] ?? []) {
        const load = problem.demands[demand]?.loadGbps[slot] ?? 0;
        const factors = problem.demands[demand]?.options[option]?.loadByConfig;
        const columns = goes[demand]?.[option] ?? [];
        columns.forEach((column, config) => {
          terms.push([column, load * (factors?.[config] ?? 1)]);
        });
        most += load * Math.max(...(factors ?? [1]));
      }
      if (most <= least) continue;
      const capacity = (open[index] ?? []).map(
        (column, config) => [column, -(site.configs[config]?.capacityGbps ?? 0)] as const,
      );
      builder.row(Number.NEGATIVE_INFINITY, 0, [...terms, ...capacity]);
    }
  });
}

/** Demands and their options, by site. */
function usersOf(problem: Problem): readonly { demand: number; option: number }[][] {
  const users: { demand: number; option: number }[][] = problem.sites.map(() => []);
  problem.demands.forEach((demand, index) => {
    demand.options.forEach((option, at) => {
      if (option.site !== undefined) users[option.site]?.push({ demand: index, option: at });
    });
  });
  return users;
}

function addQuotas(builder: ModelBuilder, problem: Problem, { open }: Columns): void {
  problem.quotas.forEach((quota, index) => {
    const hosted = problem.sites.flatMap((site, at) => (site.quota === index ? [open[at] ?? []] : []));
    if (hosted.length > quota.limit) builder.row(0, quota.limit, each(hosted.flat()));
  });
}

function addPools(builder: ModelBuilder, problem: Problem, columns: Columns): void {
  const bytes = pooledColumns(problem, columns).map(
    ({ column, demand }) => [column, problem.demands[demand]?.gb.toNumber() ?? 0] as const,
  );
  const zones = zoneColumns(problem, columns).map((column) => [column, 1] as const);
  addPool(builder, problem.bytes, byteRange(problem), bytes);
  addPool(builder, problem.hostedZones, zoneRange(problem), zones);
}

const pooledColumns = (problem: Problem, { goes }: Columns): { column: number; demand: number }[] =>
  problem.demands.flatMap((each, demand) =>
    each.options.flatMap((option, at) =>
      !option.pooled ? [] : (goes[demand]?.[at] ?? []).map((column) => ({ column, demand })),
    ),
  );

const zoneColumns = (problem: Problem, { resources }: Columns): number[] =>
  resources.filter((_, index) => problem.resources[index]?.zoneCount === true);

const isOn = (value: number | undefined): boolean => (value ?? 0) > 0.5;

function decode({ open, goes, resources }: Columns, values: ArrayLike<number>): Choice {
  const on = (column: number): boolean => isOn(values[column]);
  return {
    options: goes.map((options) => options.findIndex((columns) => columns.some(on))),
    configs: open.map((configs) => {
      const at = configs.findIndex(on);
      return at === -1 ? undefined : at;
    }),
    resources: resources.map(on),
  };
}
