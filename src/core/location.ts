/** Where in the input something was found. Paths are dotted document paths; lines count from 1. */
export interface Location {
  readonly file?: string;
  readonly address?: string;
  readonly line?: number;
  readonly path?: string;
}
