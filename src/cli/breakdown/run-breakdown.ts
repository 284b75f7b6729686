import { estimateInput } from '../../analysis/estimate-input.ts';
import type { Services } from '../../analysis/services.ts';
import { decodeText } from '../../core/decode-text.ts';
import { parseText } from '../../core/document.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import { writeResult } from '../output.ts';

/** What `breakdown` is told. */
export interface BreakdownOptions {
  readonly path: string;
  readonly region?: string | undefined;
  readonly outFile?: string | undefined;
}

export async function runBreakdown(options: BreakdownOptions, host: Host, services: Services): Promise<ExitCode> {
  const { name, bytes } = await readInput(options.path, host, services);
  const document = await parseText(decodeText(bytes, name), name);
  const estimate = await estimateInput({ document, region: options.region }, services.rates);
  await writeResult(JSON.stringify(estimate, null, 2), host, options.outFile);
  return EXIT.done;
}
