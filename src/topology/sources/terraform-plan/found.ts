import type { Instance } from './instances.ts';

/** What an argument points at: an instance of the plan, or the AWS id of something outside it. */
export type Target = Instance | string;

/** Everything the references of an expression lead to. */
export interface FoundTargets {
  readonly targets: readonly Target[];
  /** Resources the targets are instances of; "" stands for ids written out. */
  readonly sources: ReadonlySet<string>;
  /** References that hold no target but may decide between them: a condition, a bound. */
  readonly foreign: boolean;
  /** References that cannot be followed and may hold targets: locals, for_each values of the root. */
  readonly opaque: boolean;
  /** References to other resources that may hold targets as well, such as the subnets of a group. */
  readonly outside: boolean;
  /** The expression uses each.value. */
  readonly eachValue: boolean;
  /** The expression uses each.key or count.index. */
  readonly position: boolean;
}

export const NOTHING: FoundTargets = {
  targets: [],
  sources: new Set(),
  foreign: false,
  opaque: false,
  outside: false,
  eachValue: false,
  position: false,
};
export const OPAQUE: FoundTargets = { ...NOTHING, opaque: true };
export const FOREIGN: FoundTargets = { ...NOTHING, foreign: true };
export const OUTSIDE: FoundTargets = { ...NOTHING, outside: true };
export const EACH_VALUE: FoundTargets = { ...NOTHING, eachValue: true };
export const POSITION: FoundTargets = { ...NOTHING, position: true };

export const foundIn = (source: string, targets: readonly Target[]): FoundTargets => ({
  ...NOTHING,
  targets,
  sources: new Set([source]),
});

/** Everything the parts lead to. One part is given back as it is, so that what many endpoints share stays one list. */
export function union(parts: readonly FoundTargets[]): FoundTargets {
  const [first, second] = parts;
  if (second === undefined) return first ?? NOTHING;
  return {
    targets: [...new Set(parts.flatMap((part) => part.targets))],
    sources: new Set(parts.flatMap((part) => [...part.sources])),
    foreign: parts.some((part) => part.foreign),
    opaque: parts.some((part) => part.opaque),
    outside: parts.some((part) => part.outside),
    eachValue: parts.some((part) => part.eachValue),
    position: parts.some((part) => part.position),
  };
}

/**
 * What a path into a composite value leaves of it. References do not tell which part lies where: only when all targets are of
 * one resource is the part known, and what else the composite holds does not matter then.
 */
export function partOf(found: FoundTargets, path: readonly string[]): FoundTargets {
  if (path.length === 0 || found.opaque || found.sources.size === 0) return found;
  if (found.sources.size !== 1) return OPAQUE;
  const index = path.findLast((step) => step.startsWith('['));
  const targets = index === undefined ? found.targets : pick(found.targets, index);
  return targets ? { ...found, targets, foreign: false, outside: false } : OPAQUE;
}

/** The instance with that key, [0] or ["key"], or the id at that place; of a single target any index means that one. */
function pick(targets: readonly Target[], index: string): readonly Target[] | undefined {
  if (targets.every((target) => typeof target === 'string')) {
    const id = /^\[\d+\]$/.test(index) ? targets[Number(index.slice(1, -1))] : undefined;
    return id === undefined ? undefined : [id];
  }
  const match = targets.filter((target) => typeof target !== 'string' && keyText(target.index) === index);
  if (match.length === 1) return match;
  return targets.length === 1 ? targets : undefined;
}

/** The key of an instance as addresses write it. */
export const keyText = (index: string | number | undefined): string =>
  typeof index === 'number' ? `[${index}]` : `[${JSON.stringify(index ?? '')}]`;
