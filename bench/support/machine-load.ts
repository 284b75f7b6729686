import { availableParallelism, loadavg } from 'node:os';

/** What the machine was doing: a figure of a busy machine is worth less. */
export interface MachineLoad {
  /** Processes that wanted a processor over the last minute, for each processor there is: 0 is idle, 1 is full. */
  readonly load: number;
  readonly processors: number;
  /** Version of Node. */
  readonly node: string;
}

export function machineLoad(): MachineLoad {
  const processors = availableParallelism();
  const [minute = 0] = loadavg();
  return { load: Math.round((minute / processors) * 100) / 100, processors, node: process.version };
}
