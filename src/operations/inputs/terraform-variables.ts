import { decodeText } from '../../core/decode-text.ts';
import type { TerraformVariables } from '../../topology/topology-source.ts';
import type { Given } from './given.ts';
import { parameterWords } from './parameters.ts';

/** Variables of Terraform source as files and NAME=VALUE words give them; undefined where none are given. Throws TG1007, TG1012 and TG1014. */
export async function terraformVariables(
  files: readonly Pick<Given, 'name' | 'read'>[] = [],
  words: readonly string[] = [],
): Promise<TerraformVariables | undefined> {
  if (files.length === 0 && words.length === 0) return undefined;
  const texts = [];
  for (const { name, read } of files) texts.push({ name, text: decodeText(await read(), name) });
  return { files: texts, words: parameterWords(words, 'A Terraform variable') };
}
