import { regionNamed } from '../../core/regions.ts';
import type { Services } from '../../operations/services.ts';
import { drawView } from '../../report/formats/index.ts';
import { viewRates } from '../../report/views/rates.ts';
import type { Host } from '../host.ts';
import type { DOCUMENT_FORMATS } from '../options.ts';

/** The rate card of a Region as text. Throws TG1102 or TG1303. */
export async function showRates(
  name: string,
  format: (typeof DOCUMENT_FORMATS)[number],
  { stdout }: Host,
  { rates, now }: Services,
): Promise<string> {
  const { region } = regionNamed(name);
  const { card, findings } = await rates.rateCard(region);
  if (format === 'json') return JSON.stringify(card, null, 2);
  return drawView(format, viewRates(card, findings, rates.kind, now()), {
    width: stdout.columns,
    colour: stdout.colour,
  });
}
