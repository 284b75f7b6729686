import { join } from 'node:path';
import { TollgateError } from '../../core/errors.ts';
import { BUNDLE, isAnswer } from '../../topology/sources/ec2-inventory/index.ts';
import { TERRAFORM_SOURCE } from '../../topology/sources/terraform-source/index.ts';
import type { ReadSibling } from '../../topology/topology-source.ts';
import type { NetworkInput, NetworkOptions } from './load-network.ts';
import { foldersOf, siblingsOf } from './siblings.ts';

type Open = (path: string) => Promise<Uint8Array>;

/** A file that describes a network, and a reader of the files beside it. */
export interface OpenedInput {
  readonly input: Extract<NetworkInput, { readonly content: unknown }>;
  readonly sibling: NetworkOptions['sibling'];
}

/** Files that stand for the folder they lie in: the manifest of a CDK assembly, the network of a Landing Zone Accelerator. */
const DESCRIBING = ['manifest.json', 'network-config.yaml'];

/**
 * Opens an input with its siblings; `open` also knows standard input (`-`). A folder is a CDK assembly where it has a manifest, the
 * configuration of a Landing Zone Accelerator where it has its network, else Terraform source where it has such files, else a bundle where it has JSON files. The variables of that source may stand in
 * `environment`. `checkout` is the tree that it is part of, beside the working directory. Throws TG1006 and TG1007.
 */
export async function openInput(
  path: string,
  open: Open,
  readFile: Open,
  environment?: ReadSibling['environment'],
  checkout?: string,
): Promise<OpenedInput> {
  try {
    const name = path === '-' ? 'standard input' : path;
    return { input: { name, content: await open(path) }, sibling: siblingsOf(path, readFile, checkout) };
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== 'TG1007') throw error;
    for (const inside of DESCRIBING) {
      const file = join(path, inside);
      const content = await readFile(file).catch(() => undefined);
      if (content) return { input: { name: file, content }, sibling: siblingsOf(file, readFile, checkout) };
    }
    const sibling = foldersOf(path, readFile, environment, checkout);
    const files = [...((await sibling.folder?.('.'))?.keys() ?? [])];
    if (!files.some((name) => /\.tf(?:\.json)?$/.test(name))) return openBundle(path, error);
    return { input: { name: path, content: JSON.stringify({ [TERRAFORM_SOURCE]: '.' }) }, sibling };
  }
}

/** A folder of what AWS, AWS Config or Steampipe answered. What is no folder, or holds nothing of it, is the error that it was. */
async function openBundle(path: string, error: unknown): Promise<OpenedInput> {
  const { bundleFiles } = await import('./bundle-folder.ts');
  const files = await bundleFiles(path).catch((cause: unknown) => {
    throw cause instanceof TollgateError && cause.code === 'TG1005' ? cause : error;
  });
  if (!files.some(({ value }) => isAnswer(value))) throw error;
  return { input: { name: path, content: JSON.stringify({ [BUNDLE]: files }) }, sibling: undefined };
}
