import type { z } from 'zod';
import { changeSchema, INTERPRETED, LONGEST_ADDRESS, resourceSchema } from './schema.ts';
import { isRecord, type Values } from './words.ts';

/** One entry of `resource_changes`. */
export type PlannedChange = z.infer<typeof changeSchema>;
/** One resource of `planned_values` or `prior_state`. */
export type PlanResource = z.infer<typeof resourceSchema>;

/** An entry of `resource_changes`; undefined where it is none. What surely fits is taken as it is: the schema takes ten times as long. */
export function changeOf(entry: unknown): PlannedChange | undefined {
  if (isRecord(entry) && headFits(entry) && changeFits(entry.change)) return entry as PlannedChange;
  return changeSchema.safeParse(entry, INTERPRETED).data;
}

/** The same for a resource. */
export function planResourceOf(entry: unknown): PlanResource | undefined {
  if (isRecord(entry) && headFits(entry)) return entry as PlanResource;
  return resourceSchema.safeParse(entry, INTERPRETED).data;
}

function headFits({ address, type, mode, previous_address: previous, deposed, index }: Values): boolean {
  if (typeof address !== 'string' || address === '' || address.length > LONGEST_ADDRESS) return false;
  if (typeof type !== 'string' || !textFits(mode) || !textFits(previous) || !textFits(deposed)) return false;
  return index === undefined || typeof index === 'string' || Number.isFinite(index);
}

const textFits = (value: unknown): boolean => value === undefined || typeof value === 'string';

function changeFits(change: unknown): boolean {
  if (!isRecord(change) || !Array.isArray(change.actions)) return false;
  return change.actions.every((action) => typeof action === 'string');
}
