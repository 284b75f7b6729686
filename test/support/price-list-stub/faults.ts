/** A way for an answer to go wrong. */
export type Fault =
  /** An HTTP status with no useful body. */
  | { readonly kind: 'status'; readonly status: number }
  /** An AWS error of that type. */
  | { readonly kind: 'aws-error'; readonly status: number; readonly type: string }
  /** The connection breaks after part of the body. */
  | { readonly kind: 'cut' }
  /** The body ends early, and says that it is whole. */
  | { readonly kind: 'truncated' }
  /** Another content than asked for. */
  | { readonly kind: 'body'; readonly text: string }
  /** Nothing comes. */
  | { readonly kind: 'silence' };

interface Planned {
  readonly fault: Fault;
  readonly matches: (path: string, body: string) => boolean;
  left: number;
}

/** Faults waiting for requests. */
export class Faults {
  readonly #planned: Planned[] = [];

  /** Lets the next `times` requests that match go wrong; all of them unless told. */
  plan(fault: Fault, times = Infinity, matches: Planned['matches'] = () => true): void {
    this.#planned.push({ fault, matches, left: times });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  /** The fault of this request, used up. */
  next(path: string, body: string): Fault | undefined {
    const planned = this.#planned.find((each) => each.left > 0 && each.matches(path, body));
    if (planned) planned.left -= 1;
    return planned?.fault;
  }
}
