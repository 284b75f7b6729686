/**
 * Whether every text that `inner` matches is matched by `outer` too, for IAM patterns: * is any text, ? any one character. Sound
 * and, but for patterns that differ only in how they spell the same wildcards, complete. Takes as many steps as the product of both
 * lengths at the most, whatever the patterns are.
 */
export function covers(outer: string, inner: string): boolean {
  const { length } = inner;
  /** By position in `inner`: whether what follows there is covered by what follows in `outer`. */
  let rest = Array.from({ length: length + 1 }, (_, i) => i === length);
  for (let o = outer.length - 1; o >= 0; o -= 1) {
    const now: boolean[] = new Array(length + 1).fill(false);
    for (let i = length; i >= 0; i -= 1) {
      if (outer[o] === '*') now[i] = rest[i] === true || now[i + 1] === true;
      else if (i < length && inner[i] !== '*' && (outer[o] === '?' || outer[o] === inner[i]))
        now[i] = rest[i + 1] === true;
    }
    rest = now;
  }
  return rest[0] === true;
}
