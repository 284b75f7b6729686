import { join } from 'node:path';
import { TollgateError } from '../../core/errors.ts';
import type { NetworkInput, NetworkOptions } from './load-network.ts';
import { siblingsOf } from './siblings.ts';

type Open = (path: string) => Promise<Uint8Array>;

/** A file that describes a network, and a reader of the files beside it. */
export interface OpenedInput {
  readonly input: Extract<NetworkInput, { readonly content: unknown }>;
  readonly sibling: NetworkOptions['sibling'];
}

/** Opens an input with its siblings; `open` also knows standard input (`-`). A folder is taken for a CDK assembly. Throws TG1006, TG1007, TG1010. */
export async function openInput(path: string, open: Open, readFile: Open): Promise<OpenedInput> {
  try {
    const name = path === '-' ? 'standard input' : path;
    return { input: { name, content: await open(path) }, sibling: siblingsOf(path, readFile) };
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== 'TG1007') throw error;
    const manifest = join(path, 'manifest.json');
    const content = await readFile(manifest).catch(() => undefined);
    if (content === undefined) await refuseModule(path, readFile);
    if (content === undefined) throw error;
    return { input: { name: manifest, content }, sibling: siblingsOf(manifest, readFile) };
  }
}

/** A folder of Terraform source holds no plan: says which commands make one. */
async function refuseModule(path: string, readFile: Open): Promise<void> {
  const found = await readFile(join(path, 'main.tf')).catch(() => undefined);
  if (found === undefined) return;
  throw new TollgateError('TG1010', `${path} is a folder of Terraform source (HCL), not a plan.`, {
    location: { file: path },
    hint: `Run "terraform -chdir=${path} plan -out plan.bin" and pass the output of "terraform -chdir=${path} show -json plan.bin".`,
  });
}
