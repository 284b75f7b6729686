import { decodeText } from '../../../core/decode-text.ts';
import { parseText } from '../../../core/document.ts';
import { mergeTraffic } from '../../traffic.ts';
import type { TrafficReading, TrafficSource } from '../../traffic-source.ts';
import { toTraffic } from './to-traffic.ts';

/** Stated monthly GB by Terraform address: the usage file of Infracost, version 0.1. */
export const usageFile: TrafficSource = {
  kind: 'usage-file',
  /** Answers of CloudWatch are JSON as well, and named after their endpoint. */
  accepts: (name) => /\.(?:ya?ml|json)$/i.test(name) && !/vpce-[0-9a-z]+[^/\\]*\.json$/.test(name),
  read: async (files, targets) => {
    const readings: TrafficReading[] = [];
    for (const file of files) {
      readings.push(toTraffic(await parseText(decodeText(await file.read(), file.name), file.name), targets));
    }
    return {
      profile: mergeTraffic(...readings.map((reading) => reading.profile)),
      findings: readings.flatMap((reading) => reading.findings),
    };
  },
};
