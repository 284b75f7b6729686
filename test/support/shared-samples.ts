import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the real inputs beside the repository; its PROVENANCE.md says where each comes from. */
export const SHARED_SAMPLES = join('..', 'shared', 'samples');

/** Bytes of a real input, such as `plans/ssm-project-plan.json`. */
export const sharedSample = (path: string): Buffer => readFileSync(join(SHARED_SAMPLES, path));
