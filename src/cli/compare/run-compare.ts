import { basename } from 'node:path';
import type { Decimal } from '../../core/decimal.ts';
import { documentOf, loadNetwork } from '../../operations/inputs/load-network.ts';
import { siblingsOf } from '../../operations/inputs/siblings.ts';
import { compareVariants, type Variant } from '../../operations/scenarios/compare-variants.ts';
import type { Services } from '../../operations/services.ts';
import { viewComparison } from '../../report/views/comparison.ts';
import { type PrintOptions, printDocument } from '../capacity/print-document.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';

export interface CompareOptions extends PrintOptions {
  /** NAME=FILE, or FILE alone. */
  readonly variant: readonly string[];
  readonly months: number;
  readonly growth: Decimal;
  readonly region?: string | undefined;
}

/** Compares variants and prints them side by side. */
export async function runCompare(options: CompareOptions, host: Host, services: Services): Promise<ExitCode> {
  const variants: Variant[] = [];
  for (const word of options.variant) {
    const [, name, path = word] = /^([^=/\\]+)=(.+)$/.exec(word) ?? [];
    const document = await documentOf(await readInput(path, host, services));
    const reading = await loadNetwork(document, {
      region: options.region,
      sibling: siblingsOf(path, services.readFile),
    });
    variants.push({ name: name ?? basename(path), reading });
  }
  const document = await compareVariants(variants, options, services);
  await printDocument(document, viewComparison, options, host);
  return EXIT.done;
}
