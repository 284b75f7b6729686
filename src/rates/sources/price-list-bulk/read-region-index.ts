import { unreadable } from '../../price-list/errors.ts';
import { regionIndexSchema } from './schema.ts';

/** Where an offer file lies, and the version that its address pins. */
export interface OfferFile {
  readonly url: string;
  readonly version: string;
}

/** The largest index that is read: the real ones have some ten kilobytes. */
const MAX_INDEX_BYTES = 4 * 2 ** 20;

/** `/offers/v1.0/aws/AmazonVPC/20260917190528/us-east-1/index.json`: the version part never changes its content. */
const VERSIONED = /\/(\d{14})\/[^/]+\/index\.json$/;

/** Reads `region_index.json`: the current offer file by Region. Throws TG1304. */
export async function readRegionIndex(
  body: AsyncIterable<Uint8Array>,
  indexUrl: string,
): Promise<ReadonlyMap<string, OfferFile>> {
  const read = regionIndexSchema.safeParse(parsed(await textOf(body, indexUrl)));
  if (!read.success) throw unreadable(`${indexUrl} is no index of Regions.`);
  const files = Object.entries(read.data.regions).map(([region, { currentVersionUrl }]) => {
    const url = new URL(currentVersionUrl, indexUrl);
    const version = VERSIONED.exec(url.pathname)?.[1];
    // An index never sends us to another host, nor to a file that can change under its name.
    if (url.origin !== new URL(indexUrl).origin || version === undefined) {
      throw unreadable(`${indexUrl} names an offer file for ${region} that is none.`);
    }
    return [region, { url: url.href, version }] as const;
  });
  return new Map(files);
}

async function textOf(body: AsyncIterable<Uint8Array>, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_INDEX_BYTES) throw unreadable(`${url} is larger than an index can be.`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
