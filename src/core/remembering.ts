interface Answers<K, T> {
  get(subject: K): { readonly answer: T } | undefined;
  set(subject: K, known: { readonly answer: T }): unknown;
}

function keptIn<K, T>(answers: Answers<K, T>, ask: (subject: K) => T): (subject: K) => T {
  return (subject) => {
    let known = answers.get(subject);
    if (!known) {
      known = { answer: ask(subject) };
      answers.set(subject, known);
    }
    return known.answer;
  };
}

/** A function that keeps its answers for as long as it is kept itself. */
export const remembering = <K, T>(ask: (subject: K) => T): ((subject: K) => T) => keptIn(new Map(), ask);

/** The same for functions of a module: an answer is kept for as long as its subject is. */
export const onceFor = <K extends object, T>(ask: (subject: K) => T): ((subject: K) => T) => keptIn(new WeakMap(), ask);
