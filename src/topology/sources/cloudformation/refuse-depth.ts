import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';

/** Values inside values a template may nest; real ones stay below 30. */
const DEEPEST = 150;

/** Refuses a template that nests deeper than any function here recurses. Throws TG1121. */
export function refuseDepth(document: InputDocument): void {
  let level: unknown[] = [document.value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      throw new TollgateError('TG1121', `${document.name} nests values more than ${DEEPEST} deep.`, {
        location: { file: document.name },
      });
    }
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
}
