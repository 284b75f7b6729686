import { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

type Handle = NodeHttpHandler['handle'];

/** Milliseconds for a connection, and for one whole answer, body included: an answer that trickles is as lost as one that is silent. */
const CONNECTION_MS = 5_000;
const ANSWER_MS = 20_000;

/**
 * The wait for an answer is counted in ticks of this machine's event loop. A process that computes for a while comes late to every
 * timer and finds the answers in its sockets: such a while is one tick, not a silence of AWS.
 */
const TICK_MS = 250;

/** Unanswered requests in a row after which a client gives up. With the times above a silent service ends a scan within a minute. */
const MOST_UNANSWERED = 2;

export interface RequestBounds {
  /** Ends every request of the client that is under way. */
  readonly signal: AbortSignal;
  readonly answerMs?: number | undefined;
}

/** A name that the SDK tries again. */
const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/**
 * HTTP for the clients of one scan. A request that is not answered in full within `answerMs` fails and is tried again; the second in
 * a row ends the client with NoAnswerError, which is not. An abort of `signal` reaches requests under way, also while a body is read.
 */
export class BoundedRequests extends NodeHttpHandler {
  readonly #bounds: RequestBounds;
  #unanswered = 0;
  #lastUnanswered = Number.NEGATIVE_INFINITY;

  constructor(bounds: RequestBounds) {
    super({ connectionTimeout: CONNECTION_MS });
    this.#bounds = bounds;
  }

  override async handle(...[request, options = {}]: Parameters<Handle>): ReturnType<Handle> {
    const { signal, answerMs = ANSWER_MS } = this.#bounds;
    const began = performance.now();
    const late = afterTicks(answerMs);
    const given = options.abortSignal instanceof AbortSignal ? [options.abortSignal] : [];
    const abortSignal = AbortSignal.any([signal, late.signal, ...given]);
    try {
      const answer = await super.handle(request, { ...options, abortSignal });
      this.#watch(answer.response.body, late, began);
      refuseClock(answer.response.headers['date']);
      return answer;
    } catch (error) {
      late.stop();
      signal.throwIfAborted();
      if (!late.signal.aborted && !isTimeout(error)) throw error;
      throw this.#noAnswer(began);
    }
  }

  /** The SDK reads the body after the answer: it ends with the error that the SDK then sees. */
  #watch(body: unknown, late: Deadline, began: number): void {
    if (!(body instanceof Readable)) {
      late.stop();
      return;
    }
    const { signal } = this.#bounds;
    const end = (): unknown => body.destroy(signal.aborted ? reasonOf(signal) : this.#noAnswer(began));
    const ends = [signal, late.signal];
    for (const each of ends) each.addEventListener('abort', end, { once: true });
    body.once('close', () => {
      late.stop();
      for (const each of ends) each.removeEventListener('abort', end);
      if (body.readableEnded) this.#unanswered = 0;
    });
  }

  /** Requests that wait side by side are one silence: the second in a row began after the first was given up. */
  #noAnswer(began: number): Error {
    if (began >= this.#lastUnanswered) this.#unanswered += 1;
    this.#lastUnanswered = performance.now();
    const { answerMs = ANSWER_MS } = this.#bounds;
    const message = `no answer within ${answerMs / 1000} s`;
    return this.#unanswered >= MOST_UNANSWERED ? named('NoAnswerError', message) : named('TimeoutError', message);
  }
}

interface Deadline {
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

function afterTicks(milliseconds: number): Deadline {
  const controller = new AbortController();
  let left = milliseconds;
  const timer = setInterval(
    () => {
      left -= TICK_MS;
      if (left <= 0) controller.abort();
    },
    Math.min(TICK_MS, milliseconds),
  );
  timer.unref();
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** Milliseconds by which the clocks may differ: AWS refuses signatures beyond five minutes, but only where it checks them. */
const MOST_SKEW_MS = 5 * 60_000;

/** Hours that do not exist yet would count as covered for ever where this machine's clock is ahead. */
function refuseClock(date: string | undefined): void {
  const theirs = Date.parse(date ?? '');
  const ours = Date.now();
  if (Number.isNaN(theirs) || Math.abs(theirs - ours) <= MOST_SKEW_MS) return;
  const [here, there] = [new Date(ours).toISOString(), new Date(theirs).toISOString()];
  throw named('ClockDiffersError', `here it is ${here}, at AWS ${there}`);
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new Error('aborted'));
