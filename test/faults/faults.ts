import { bombs } from './bombs/bombs.ts';
import { clocks } from './clock/clocks.ts';
import { smallDisks } from './disk/small-disks.ts';
import { damagedFiles } from './history/damaged-files.ts';
import { killedWriters } from './history/killed-writer.ts';
import { lockFaults } from './history/lock-faults.ts';
import { pausedWriters } from './history/paused-writer.ts';
import { failingServices } from './network/failing-services.ts';
import type { Fault } from './outcome.ts';
import { powerCut } from './power/power-cut.ts';
import { killedImport } from './state/killed-import.ts';
import { killedState } from './state/killed-state.ts';

/** Every kind of fault, in the order of the table. */
export const FAULTS: readonly Fault[] = [
  killedWriters('append'),
  killedWriters('compact'),
  killedImport,
  killedState,
  pausedWriters,
  damagedFiles,
  powerCut,
  ...smallDisks,
  ...lockFaults,
  ...clocks,
  ...bombs,
  ...failingServices,
];
