import { readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';

/** Who made a lock: a process is told from another only within one start of one kernel and one space of process numbers. */
interface Owner {
  readonly kernel: string;
  readonly space: string;
  readonly pid: number;
  /** Birth of the lock: a note left beside an older lock tells nothing of this one. */
  readonly born: number;
}

const noteOf = (lock: string): string => `${lock}.owner`;

/** Notes beside a lock who holds it. Failing is no harm: the lock then only counts as left later. */
export function noteOwner(lock: string): void {
  try {
    writeFileSync(noteOf(lock), JSON.stringify({ ...here(), pid: process.pid, born: statSync(lock).birthtimeMs }));
  } catch {
    // The lock itself is what counts.
  }
}

/** Whether a lock is known to be left by a process of this machine that died. */
export function isOrphan(lock: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(noteOf(lock), 'utf8')) as Owner;
    const { kernel, space } = here();
    if (owner.kernel !== kernel || owner.space !== space || owner.born !== statSync(lock).birthtimeMs) return false;
    return !isAlive(owner.pid);
  } catch {
    return false;
  }
}

const here = (): { readonly kernel: string; readonly space: string } => ({
  kernel: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  space: readlinkSync('/proc/self/ns/pid'),
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
