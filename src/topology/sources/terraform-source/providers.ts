import { type Body, blocksOf } from './body.ts';
import type { Scope } from './evaluate.ts';
import type { ModuleSource } from './load-modules.ts';

/** A module as its providers are looked up: they are its own, or those of the calls above it. */
interface Holder {
  readonly source: Pick<ModuleSource, 'declared'>;
  readonly parent: { readonly module: Holder; readonly call: Body } | undefined;
  scopeWith(): Scope;
}

/** A provider's block, and the module whose names its expressions use. */
interface FoundProvider {
  readonly provider: Body | undefined;
  readonly module: Holder;
}

/** The provider behind an alias, here or passed on by the calls above. A block that says no more than its alias stands for a passed one. */
export function providerOf(module: Holder, alias: string | undefined): FoundProvider {
  const { source, parent } = module;
  const provider = source.declared.providers.find((each) => (each.alias ?? undefined) === alias);
  const isPassed = provider === undefined || Object.keys(provider).every((name) => name === 'alias');
  if (!parent || !isPassed) return { provider, module };
  const passed = blocksOf(parent.call.providers)[0]?.[alias === undefined ? 'aws' : `aws.${alias}`];
  return providerOf(parent.module, passed === undefined ? alias : aliasOf(passed));
}

/** `${aws.eu}` is the alias "eu"; `aws` alone, or nothing, the default provider. */
export const aliasOf = (provider: unknown): string | undefined => /\baws\.([\w-]+)/.exec(String(provider ?? ''))?.[1];
