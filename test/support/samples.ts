import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of inputs in the shapes that other tools write, with made-up names; its README.md lists the traps of each. */
export const SAMPLES = join('test', 'fixtures', 'samples');

/** Bytes of an input, such as `plans/two-existing-endpoints.json`. */
export const sample = (path: string): Buffer => readFileSync(join(SAMPLES, path));
