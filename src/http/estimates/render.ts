import { drawView } from '../../report/formats/index.ts';
import type { EstimateDocument } from '../../report/report.ts';
import type { EstimateFormat } from './formats.ts';

/** The estimate as text of that format. The document itself is written in one line: it is for programs. */
export async function renderEstimate(document: EstimateDocument, format: EstimateFormat, now: Date): Promise<string> {
  if (format === 'json') return JSON.stringify(document);
  if (format === 'infracost') {
    const { infracost } = await import('../../report/formats/infracost.ts');
    return JSON.stringify(infracost(document, { path: 'request', generatedAt: now }));
  }
  const { viewEstimate } = await import('../../report/views/estimate.ts');
  return drawView(format, viewEstimate(document));
}
