import type { Services } from '../../operations/services.ts';
import { drawView } from '../../report/formats/index.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { viewEstimate } from '../../report/views/estimate.ts';
import { type FocusWriteOptions, writeFocus } from '../focus-options.ts';
import type { Host } from '../host.ts';
import { DOCUMENT_FORMATS } from '../options.ts';

/** Forms of an estimate: those of every document, Infracost's, and FOCUS. */
export const ESTIMATE_FORMATS = [...DOCUMENT_FORMATS, 'infracost', 'focus'] as const;
export type EstimateFormat = (typeof ESTIMATE_FORMATS)[number];

/** Endpoints listed one by one in what people read from top to bottom, unless --top or --all say otherwise. */
const LISTED = 100;

export interface FormatEstimateOptions extends FocusWriteOptions {
  readonly format: EstimateFormat;
  readonly path: string;
  readonly outFile?: string | undefined;
  readonly top?: number | undefined;
  readonly all?: boolean | undefined;
}

/** The estimate as text in the format asked for. Width and colour are used only where a terminal shows it. */
export async function formatEstimate(
  document: EstimateDocument,
  options: FormatEstimateOptions,
  host: Host,
  services: Services,
): Promise<string> {
  const { format, path, outFile, top, all } = options;
  if (format === 'json') return JSON.stringify(document, null, 2);
  if (format === 'infracost') {
    const { infracost } = await import('../../report/formats/infracost.ts');
    return JSON.stringify(infracost(document, { path, generatedAt: services.now() }), null, 2);
  }
  if (format === 'focus') return writeFocus(document, options, services);
  const view = viewEstimate(document, { maxEndpoints: all === true ? undefined : (top ?? LISTED) });
  const shown = outFile === undefined ? host.stdout : undefined;
  return drawView(format, view, { width: shown?.columns, colour: shown?.colour, all });
}
