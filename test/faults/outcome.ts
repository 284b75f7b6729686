/** What a kind of fault did, counted over its tries. Everything but `tries` must be 0. */
export interface Outcome {
  readonly kind: string;
  readonly tries: number;
  /** Tries after which something that was said to be stored is missing, or something unknown counts as idle. */
  readonly lost: number;
  /** Tries after which something is stored twice. */
  readonly doubled: number;
  /** Tries that took longer than a minute. */
  readonly hung: number;
  /** Tries that ended a process in another way than by a TG code. */
  readonly crashed: number;
}

/** Runs a fault so many times; each try names what it did wrong. */
export async function tried(
  kind: string,
  tries: number,
  attempt: (index: number) => Promise<readonly Wrong[]>,
): Promise<Outcome> {
  const counts = { lost: 0, doubled: 0, hung: 0, crashed: 0 };
  for (let index = 0; index < tries; index++) {
    const begun = performance.now();
    const wrong = new Set<Wrong>(await attempt(index));
    if (performance.now() - begun > MINUTE_MS) wrong.add('hung');
    for (const each of wrong) counts[each]++;
  }
  return { kind, tries, ...counts };
}

export type Wrong = 'lost' | 'doubled' | 'hung' | 'crashed';

const MINUTE_MS = 60_000;
