/**
 * Whether every text that `inner` matches is matched by `outer` too, for IAM patterns: * is any text, ? any one character. Sound
 * and, but for patterns that differ only in how they spell the same wildcards, complete.
 */
export function covers(outer: string, inner: string): boolean {
  const known = new Map<number, boolean>();
  const from = (o: number, i: number): boolean => {
    const key = o * (inner.length + 1) + i;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = step(o, i);
      known.set(key, answer);
    }
    return answer;
  };
  const step = (o: number, i: number): boolean => {
    if (o === outer.length) return i === inner.length;
    if (outer[o] === '*') return from(o + 1, i) || (i < inner.length && from(o, i + 1));
    if (i === inner.length || inner[i] === '*') return false;
    return (outer[o] === '?' || outer[o] === inner[i]) && from(o + 1, i + 1);
  };
  return from(0, 0);
}
