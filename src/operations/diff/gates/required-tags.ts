import { type Gate, judged, named } from './gate.ts';
import { headEndpoints } from './head-endpoints.ts';

/** Tags every endpoint must carry; what base had without them is excused. Only the names of tags are told. */
export const requiredTags: Gate = ({ parts, policy }) => {
  const required = policy.requiredTags ?? [];
  if (required.length === 0) return [];
  const missing = headEndpoints(parts).filter(({ now }) => required.some((key) => !Object.hasOwn(now.tags, key)));
  const violations = judged(missing, ({ before }) => before !== undefined, policy);
  return [
    {
      name: `required-tags ${required.join(', ')}`,
      passed: violations.length === 0,
      reason:
        violations.length === 0
          ? 'Every added endpoint carries them.'
          : `Without one of them: ${named(violations.map(({ name }) => name))}.`,
    },
  ];
};
