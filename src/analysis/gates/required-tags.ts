import { pairsOf } from '../diff/pairs.ts';
import { counted, type Gate, named } from './gate.ts';

/** Tags every endpoint must carry; what base had without them is excused. Only the names of tags are told. */
export const requiredTags: Gate = ({ base, head, policy }) => {
  const required = policy.requiredTags ?? [];
  if (required.length === 0) return [];
  const { endpoints } = head.document;
  const before = new Map(pairsOf(base, head).map((pair) => [pair.head, pair.base]));
  const missing = endpoints.filter(({ tags }) => required.some((key) => !Object.hasOwn(tags, key)));
  const violations = counted(missing, (each) => before.get(each) !== undefined, policy);
  return [
    {
      name: `required-tags ${required.join(', ')}`,
      passed: violations.length === 0,
      reason:
        violations.length === 0
          ? 'Every added endpoint carries them.'
          : `Without one of them: ${named(violations.map((each) => each.id))}.`,
    },
  ];
};
