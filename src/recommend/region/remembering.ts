/** A function that keeps its answers for as long as it is kept itself. */
export function remembering<K, T>(ask: (key: K) => T): (key: K) => T {
  const answers = new Map<K, { readonly answer: T }>();
  return (key) => {
    const known = answers.get(key) ?? { answer: ask(key) };
    answers.set(key, known);
    return known.answer;
  };
}
