/** A parsed input: its value and, where the text tells, the line of a path in it. */
export interface InputDocument {
  readonly name: string;
  readonly format: 'json' | 'yaml' | 'text';
  readonly value: unknown;
  /** Keys that a mapping gives twice, where the reader collects them: the last one counts. */
  readonly repeatedKeys?: readonly RepeatedKey[];
  /** Line (from 1) of a path in the document; undefined where the format keeps none. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

export interface RepeatedKey {
  readonly key: string;
  readonly line: number;
}
