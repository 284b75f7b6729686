import type { StepFacts } from '../explain/step-facts.ts';
import type { Action } from '../recommendation.ts';
import { operationsOf } from './operations-of.ts';
import { isMultiAccount, kept } from './shell.ts';
import { terraformTexts } from './terraform-text.ts';

/** The operations of a step as text to review, to run and to undo. */
export function actionsOf(facts: StepFacts): readonly Action[] {
  const operations = operationsOf(facts);
  const terraform = terraformTexts(operations, isMultiAccount(facts.regional));
  return operations.map((operation, index) => ({
    title: operation.title,
    phase: operation.phase,
    vpc: operation.vpc,
    changes: operation.changes,
    cli: kept(operation.cli).join('\n'),
    undo: kept(operation.undo).join('\n'),
    terraform: terraform[index] ?? '',
    check: (operation.check ?? []).join('\n'),
    resources: operation.terraform,
  }));
}
