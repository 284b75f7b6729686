import { join } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import type { Region } from '../../../core/regions.ts';
import type { RateCard } from '../../rate-card.ts';
import { sha256 } from './checksum.ts';
import { parsed, readText } from './read-text.ts';
import { isManifest, type Manifest, type ManifestFile } from './schema.ts';

/** The snapshot that ships with Tollgate: one file per Region, each held to the checksum in the manifest. */
export interface Bundled {
  /** The manifest's entry of a Region; undefined when the snapshot has no prices for it. Throws TG1306. */
  entry(region: Region): Promise<ManifestFile | undefined>;
  /** Reads the one file of an entry. Throws TG1306 when it is missing or not what the manifest says. */
  card(entry: ManifestFile): Promise<RateCard>;
}

export function bundledSnapshot(dir: string): Bundled {
  let manifest: Promise<Manifest> | undefined;
  return {
    async entry(region) {
      manifest ??= readManifest(dir);
      const path = `${region.partition}/${region.region}.json`;
      return (await manifest).files.find((file) => file.region === region.region && file.path === path);
    },
    async card(entry) {
      const file = await readText(join(dir, entry.path));
      if (file.state !== 'present' || sha256(file.text) !== entry.sha256) {
        throw damaged(`The bundled price file ${entry.path} does not match its checksum.`);
      }
      return JSON.parse(file.text) as RateCard;
    },
  };
}

async function readManifest(dir: string): Promise<Manifest> {
  const file = await readText(join(dir, 'manifest.json'));
  const value = file.state === 'present' ? parsed(file.text) : undefined;
  if (isManifest(value)) return value;
  throw damaged('The manifest of the bundled price snapshot is missing or cannot be read.');
}

const damaged = (detail: string): TollgateError =>
  new TollgateError('TG1306', detail, { hint: 'Reinstall Tollgate, or run `tollgate rates refresh`.' });
