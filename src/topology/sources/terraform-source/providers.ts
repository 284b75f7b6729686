import { type Body, blocksOf } from './body.ts';
import type { ModuleInstance } from './module-instance.ts';

/** A provider's block, and the module whose names its expressions use. */
interface FoundProvider {
  readonly provider: Body | undefined;
  readonly module: ModuleInstance;
}

/** The provider behind an alias, here or passed on by the calls above. A block that says no more than its alias stands for a passed one. */
export function providerOf(module: ModuleInstance, alias: string | undefined): FoundProvider {
  const { source, parent } = module;
  const provider = source.declared.providers.find((each) => (each.alias ?? undefined) === alias);
  const isPassed = provider === undefined || Object.keys(provider).every((name) => name === 'alias');
  if (!parent || !isPassed) return { provider, module };
  const passed = blocksOf(parent.call.providers)[0]?.[alias === undefined ? 'aws' : `aws.${alias}`];
  return providerOf(parent.module, passed === undefined ? alias : aliasOf(passed));
}

/** `${aws.eu}` is the alias "eu"; `aws` alone, or nothing, the default provider. */
export const aliasOf = (provider: unknown): string | undefined => /\baws\.([\w-]+)/.exec(String(provider ?? ''))?.[1];
