/** Exit codes of every command: scripts rely on them. A result is always printed before a gate or unknown data ends the run. */
export const EXIT = {
  done: 0,
  error: 1,
  gateExceeded: 2,
  unknownData: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
