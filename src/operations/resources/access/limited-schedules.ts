import type { ScanSchedules } from '../schedules/scan-schedules.ts';
import type { Schedule } from '../schedules/schedule-record.ts';
import { outOfReach, sees, type VisibleAccounts } from './principal.ts';

/** What the service lets people do with schedules. */
export type VisibleSchedules = Pick<ScanSchedules, 'create' | 'get' | 'list' | 'replace' | 'remove'>;

/** Schedules of these accounts alone: others are as if they were not there; making one is TG1522. */
export function limitSchedules(schedules: VisibleSchedules, accounts: VisibleAccounts): VisibleSchedules {
  if (accounts === undefined) return schedules;
  const visible = async (id: string) => {
    const record = await schedules.get(id);
    return record && sees(accounts, record.schedule.account ?? 'self') ? record : undefined;
  };
  const checked = (schedule: Schedule): Schedule => {
    if (sees(accounts, schedule.account ?? 'self')) return schedule;
    throw outOfReach('The account of the schedule');
  };
  return {
    create: async (schedule) => schedules.create(checked(schedule)),
    get: visible,
    list: (page) => schedules.list(page, accounts),
    replace: async (id, schedule, expected) =>
      (await visible(id)) ? schedules.replace(id, checked(schedule), expected) : undefined,
    remove: async (id, expected) => ((await visible(id)) ? schedules.remove(id, expected) : false),
  };
}
