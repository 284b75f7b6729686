import { drawView } from '../report/formats/index.ts';
import type { View } from '../report/view.ts';
import type { Host } from './host.ts';
import type { DOCUMENT_FORMATS } from './options.ts';
import { writeResult } from './output.ts';

export interface PrintOptions {
  readonly format: (typeof DOCUMENT_FORMATS)[number];
  readonly outFile?: string | undefined;
  readonly all?: boolean | undefined;
}

/** Endpoints listed one by one, what matters most first, unless --all is given. */
const LISTED = 100;

/** Prints a document as itself or as its view. Width and colour are used only where a terminal shows it. */
export async function printDocument<Document>(
  document: Document,
  view: (document: Document, options: { readonly maxEndpoints?: number | undefined }) => View,
  { format, outFile, all }: PrintOptions,
  host: Host,
): Promise<void> {
  const shown = outFile === undefined ? host.stdout : undefined;
  const text =
    format === 'json'
      ? JSON.stringify(document, null, 2)
      : await drawView(format, view(document, { maxEndpoints: all === true ? undefined : LISTED }), {
          width: shown?.columns,
          colour: shown?.colour,
          all,
        });
  await writeResult(text, host, outFile);
}
