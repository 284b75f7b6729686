import facts from './service-names.json' with { type: 'json' };

const NAMES: ReadonlySet<string> = new Set(facts.names);

/** Whether a short name ("secretsmanager") is that of a service people connect to. The list is not all of AWS: false says nothing. */
export const isServiceName = (short: string): boolean => NAMES.has(short);

/** The service that a short name is one letter away from ("secretmanager"); undefined where it is a service itself, or near none. */
export function nearService(short: string): string | undefined {
  if (NAMES.has(short) || short.length < 5) return undefined;
  return facts.names.find((name) => isOneAway(short, name));
}

/** One letter more, less, or other, or two neighbours swapped. */
function isOneAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return restA !== restB;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
