import { join } from 'node:path';
import type { Region } from '../../../core/regions.ts';
import type { RateCard } from '../../rate-card.ts';
import { sha256 } from './checksum.ts';
import { parsed, readText } from './read-text.ts';
import { isManifest, type Manifest } from './schema.ts';

/** A Region's file of the snapshot; `problem` says what is wrong with it. */
export type BundledCopy =
  | { readonly state: 'good'; readonly card: RateCard }
  | { readonly state: 'damaged'; readonly problem: string }
  | { readonly state: 'absent' };

/** The snapshot that ships with Tollgate: one file per Region, each held to its checksum in the manifest. Never throws. */
export type Bundled = (region: Region) => Promise<BundledCopy>;

export function bundledSnapshot(dir: string): Bundled {
  let manifest: Promise<Manifest | undefined> | undefined;
  return async (region) => {
    manifest ??= readManifest(dir);
    const known = await manifest;
    if (!known) return { state: 'damaged', problem: 'The manifest of the bundled price snapshot cannot be read.' };
    const path = `${region.partition}/${region.region}.json`;
    const entry = known.files.find((file) => file.path === path);
    if (!entry) return { state: 'absent' };
    const file = await readText(join(dir, path));
    if (file.state === 'present' && sha256(file.text) === entry.sha256) {
      return { state: 'good', card: JSON.parse(file.text) as RateCard };
    }
    return { state: 'damaged', problem: `The bundled price file ${path} does not match its checksum.` };
  };
}

async function readManifest(dir: string): Promise<Manifest | undefined> {
  const file = await readText(join(dir, 'manifest.json'));
  const value = file.state === 'present' ? parsed(file.text) : undefined;
  return isManifest(value) ? value : undefined;
}
