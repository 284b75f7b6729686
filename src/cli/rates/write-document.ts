import { drawView } from '../../report/formats/index.ts';
import type { View } from '../../report/view.ts';
import type { Host } from '../host.ts';
import type { DOCUMENT_FORMATS } from '../options.ts';
import { writeResult } from '../output.ts';

export interface DocumentOutput {
  readonly format: (typeof DOCUMENT_FORMATS)[number];
  readonly outFile?: string | undefined;
}

/** Writes a document itself as JSON, or its view in another format. */
export async function writeDocument(
  document: object,
  view: () => View,
  { format, outFile }: DocumentOutput,
  host: Host,
): Promise<void> {
  const { columns, colour } = outFile === undefined ? host.stdout : {};
  const text =
    format === 'json' ? JSON.stringify(document, null, 2) : await drawView(format, view(), { width: columns, colour });
  await writeResult(text, host, outFile);
}
