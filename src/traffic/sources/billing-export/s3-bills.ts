import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { TollgateError } from '../../../core/errors.ts';
import { watchedClient } from '../../../telemetry/watched-client.ts';
import type { BillPath } from './bill-path.ts';
import { isManifest, selectVersions } from './select-versions.ts';

const BILL = /\.(?:csv|gz|zip|parquet)$/i;

interface StoredObject {
  readonly key: string;
  readonly modified: number;
  readonly etag: string | undefined;
}

/**
 * The files of the newest version of each report under `s3://bucket/prefix`, copied to a private folder that lives as long as the
 * process: only those are read, one after the other, and never held in memory. Throws TG6001, TG6009 and TG6013.
 */
export async function s3Bills(url: string): Promise<readonly BillPath[]> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(url) ?? [];
  const client = watchedClient(new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined }));
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-s3-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  try {
    const objects = await listed(client, bucket, prefix);
    const copyOf = (key: string): BillPath => ({
      path: join(folder, ...key.split('/').filter((part) => part !== '..')),
      name: `s3://${bucket}/${key}`,
    });
    const copy = async ({ key, etag }: StoredObject): Promise<void> => {
      const { path } = copyOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // A file that is delivered anew in between would mix two versions.
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag }));
      await pipeline(Body as Readable, createWriteStream(path, { mode: 0o600 }));
    };
    for (const object of objects) if (isManifest(object.key)) await copy(object);
    const byName = new Map(objects.map((each) => [copyOf(each.key).name, each]));
    const { bills } = await selectVersions(
      objects.filter(({ key }) => BILL.test(key)).map(({ key }) => copyOf(key)),
      async ({ name }) => byName.get(name)?.modified ?? 0,
    );
    for (const { name } of bills) {
      const object = byName.get(name);
      if (object) await copy(object);
    }
    if (bills.length > 0) return bills;
  } catch (cause) {
    if (cause instanceof TollgateError) throw cause;
    throw new TollgateError('TG6013', `${url} cannot be read: ${cause instanceof Error ? cause.name : 'no answer'}.`, {
      hint: 'Give a bucket and prefix that these credentials may list and read (s3:ListBucket, s3:GetObject).',
      cause,
    });
  } finally {
    client.destroy();
  }
  throw new TollgateError('TG6001', `No file of a bill is under ${url}.`, {
    hint: 'Give the prefix of a report: its CSV.GZ, zip or Parquet files lie below it.',
  });
}

async function listed(client: S3Client, bucket: string, prefix: string): Promise<readonly StoredObject[]> {
  const objects: StoredObject[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key, LastModified, ETag } of page.Contents ?? []) {
      if (Key !== undefined) objects.push({ key: Key, modified: LastModified?.getTime() ?? 0, etag: ETag });
    }
  }
  return objects;
}
