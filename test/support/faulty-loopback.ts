import { type Answer, type Seen, startLoopback } from './loopback.ts';

interface Fault {
  readonly method: string;
  readonly answer: Answer;
  readonly afterWork: boolean;
  times: number;
}

/** A loopback that works, but for the faults it is told: before the work, or after it, so that only the answer is lost. */
export async function withFaults(work: (seen: Seen) => Answer) {
  const faults: Fault[] = [];
  const loopback = await startLoopback((seen) => {
    const fault = faults.find((each) => each.times > 0 && each.method === seen.method);
    if (!fault) return work(seen);
    fault.times -= 1;
    if (fault.afterWork) work(seen);
    return fault.answer;
  });
  const fail = (method: string, answer: Answer, more: { times?: number; afterWork?: boolean } = {}): void => {
    faults.push({ method, answer, times: more.times ?? 1, afterWork: more.afterWork === true });
  };
  return { loopback, fail };
}
