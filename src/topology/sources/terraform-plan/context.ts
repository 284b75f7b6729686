import type { FindingCode } from '../../../core/errors.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { Instance } from './instances.ts';
import type { PlanScope } from './resolver.ts';
import { TargetFinder } from './targets.ts';
import { SECURITY_GROUPS, SUBNETS, VPCS } from './wanted.ts';
import { Zones } from './zones.ts';

/** What the writers of each part of the network share. */
export interface PlanContext {
  readonly scope: PlanScope;
  readonly zones: Zones;
  readonly vpcs: TargetFinder;
  readonly subnets: TargetFinder;
  readonly groups: TargetFinder;
  /** Notes something about an instance. Messages name addresses only, never a value of the plan. */
  note(code: FindingCode, instance: Pick<Instance, 'address'>, message: string): void;
}

export function planContext(scope: PlanScope, document: InputDocument, findings: Finding[]): PlanContext {
  return {
    scope,
    zones: new Zones(scope.instances),
    vpcs: new TargetFinder(scope, VPCS),
    subnets: new TargetFinder(scope, SUBNETS),
    groups: new TargetFinder(scope, SECURITY_GROUPS),
    note: (code, { address }, message) => {
      findings.push(finding(code, address, message, { file: document.name, address }));
    },
  };
}
