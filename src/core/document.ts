import { TollgateError } from './errors.ts';
import type { InputDocument } from './input-document.ts';
import { parseJson } from './json-document.ts';
import type { YamlOptions } from './yaml-document.ts';

/** Parses text as JSON when it starts like JSON, else as YAML (loaded only then: it slows the start). Throws TG1001, TG1002, TG1003, TG1008 or TG1013 with file and line. */
export async function parseText(text: string, name: string, options: YamlOptions = {}): Promise<InputDocument> {
  const start = text.search(/\S/);
  if (start === -1) {
    throw new TollgateError('TG1001', `${name} is empty.`, {
      location: { file: name },
      hint: 'Give a Terraform plan, a topology file or a saved estimate.',
    });
  }
  const first = text[start];
  if (first === '{' || first === '[') return parseJson(text, name);
  const { parseYaml } = await import('./yaml-document.ts');
  return parseYaml(text, name, options);
}
