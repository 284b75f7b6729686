import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { curLegacyCsv, type Line } from './synthetic-bill.ts';

const PERIOD = 'cur/report/20260601-20260701';

/** A version of a report, as AWS delivers it. */
export interface Delivery {
  readonly version: string;
  /** Share of the lines that it has by then. */
  readonly part: number;
  /** The manifest names a part that is not there. */
  readonly isTorn?: boolean;
}

/** Puts a version of two parts, and the manifests that name it, into the bucket `bills`. */
export async function deliverBill(
  client: S3Client,
  lines: readonly Line[],
  { version, part, isTorn = false }: Delivery,
): Promise<void> {
  const put = (key: string, body: string | Uint8Array) =>
    client.send(new PutObjectCommand({ Bucket: 'bills', Key: `${PERIOD}/${key}`, Body: body }));
  const own = lines.slice(0, Math.ceil(lines.length * part));
  const half = Math.ceil(own.length / 2);
  const keys = [1, 2].map((index) => `${version}/report-0000${index}.csv.gz`);
  await put(keys[0] ?? '', gzipSync(curLegacyCsv(own.slice(0, half))));
  if (!isTorn) await put(keys[1] ?? '', gzipSync(curLegacyCsv(own.slice(half))));
  const manifest = JSON.stringify({ assemblyId: version, reportKeys: keys.map((key) => `${PERIOD}/${key}`) });
  await put(`${version}/report-Manifest.json`, manifest);
  await put('report-Manifest.json', manifest);
}
