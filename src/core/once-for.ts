/** A function that works out its answer once for each subject: a step may touch thousands of endpoints, and many ask for the same. */
export function onceFor<K extends object, T>(ask: (subject: K) => T): (subject: K) => T {
  const answers = new WeakMap<K, { readonly answer: T }>();
  return (subject) => {
    const known = answers.get(subject) ?? { answer: ask(subject) };
    answers.set(subject, known);
    return known.answer;
  };
}
