import type { TrafficFile } from '../../traffic/traffic-source.ts';

/** A traffic file on disk, read through the port the caller has (`Services.readFile`). */
export const trafficFile = (path: string, readFile: (path: string) => Promise<Uint8Array>): TrafficFile => ({
  name: path,
  path,
  read: () => readFile(path),
});
