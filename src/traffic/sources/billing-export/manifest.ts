import { z } from 'zod';

/** What is read of the manifest of a Cost and Usage Report (`reportKeys`) and of Data Exports (`dataFiles`). */
const manifestSchema = z.looseObject({
  reportKeys: z.array(z.string()).optional(),
  dataFiles: z.array(z.string()).optional(),
});

/** The keys of the files that a manifest names; none where it is not whole yet, or of something else. */
export function keysOfManifest(text: string): readonly string[] {
  try {
    const { reportKeys, dataFiles } = manifestSchema.parse(JSON.parse(text));
    return (reportKeys ?? dataFiles ?? []).map((key) => key.replace(/^s3:\/\/[^/]+\//, ''));
  } catch {
    return [];
  }
}
