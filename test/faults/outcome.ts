/** A kind of fault: what is tried, and how often before a release. */
export interface Fault {
  readonly kind: string;
  /** Tries of a release. */
  readonly tries: number;
  /** Does it once and names what went wrong. `index` varies when, where and how. */
  attempt(index: number): Promise<Tried>;
  /** Tries that may go on at once; absent = 1. */
  readonly atOnce?: number;
  /** MiB of resident memory that no try may exceed. */
  readonly mostMemory?: number;
}

export type Wrong = 'lost' | 'doubled' | 'hung' | 'crashed';

export interface Tried {
  readonly wrong: readonly Wrong[];
  /** Highest resident memory of the process that was tried, MiB. */
  readonly memory?: number | undefined;
  /** What happened, for whoever looks into it. */
  readonly said?: string | undefined;
}

/** What a kind of fault did, counted over its tries. */
export interface Outcome {
  readonly kind: string;
  readonly tries: number;
  /** Tries after which something that was said to be stored is missing, or something unknown counts as idle. */
  readonly lost: number;
  /** Tries after which something is stored twice. */
  readonly doubled: number;
  /** Tries whose process took more than a minute, or that took five minutes in all. */
  readonly hung: number;
  /** Tries that ended a process in another way than by a TG code, or took more memory than they may. */
  readonly crashed: number;
  /** Highest resident memory of all tries, MiB. */
  readonly memory?: number | undefined;
  readonly mostMemory?: number | undefined;
  /** What the tries that went wrong said. */
  readonly said: readonly string[];
}

/** Whatever is tried ends within a minute (process.ts); what is made ready around it takes its time too. */
const LONGEST_MS = 300_000;

/** Runs a fault so many times. */
export async function outcomeOf(fault: Fault, tries: number): Promise<Outcome> {
  const { kind, atOnce = 1, mostMemory } = fault;
  const counts = { lost: 0, doubled: 0, hung: 0, crashed: 0 };
  const said: string[] = [];
  let memory: number | undefined;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < tries) {
      const index = next++;
      const tried = await once(fault, index);
      if (tried.memory !== undefined) memory = Math.max(memory ?? 0, tried.memory);
      for (const each of tried.wrong) counts[each]++;
      if (tried.wrong.length > 0) said.push(`try ${index}: ${tried.wrong.join(', ')}: ${tried.said ?? ''}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tries) }, worker));
  return { kind, tries, ...counts, memory, mostMemory, said };
}

/** One try; what it throws, its time and its memory count as well. */
async function once({ attempt, mostMemory }: Fault, index: number): Promise<Tried> {
  const begun = performance.now();
  const tried = await attempt(index).catch(
    (error: unknown): Tried => ({ wrong: ['crashed'], said: String(error instanceof Error ? error.stack : error) }),
  );
  const wrong = new Set<Wrong>(tried.wrong);
  if (performance.now() - begun > LONGEST_MS) wrong.add('hung');
  if (mostMemory !== undefined && (tried.memory ?? 0) > mostMemory) wrong.add('crashed');
  return { ...tried, wrong: [...wrong] };
}
