import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from './run-tollgate.ts';

/** Writes files below a directory of the test's own and gives its path. */
export function filesIn(files: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

/** A topology of us-east-1 whose endpoints stand in so many zones. */
export const topologyText = (zones: Readonly<Record<string, number>>, traffic = true): string =>
  JSON.stringify({
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    endpoints: Object.entries(zones).map(([id, count]) => ({
      id,
      type: 'Interface',
      vpc: 'app',
      service: `com.amazonaws.us-east-1.${id}`,
      azs: ['use1-az1', 'use1-az2', 'use1-az4'].slice(0, count),
      ...(traffic && { traffic: { monthlyGb: '100' } }),
    })),
  });
