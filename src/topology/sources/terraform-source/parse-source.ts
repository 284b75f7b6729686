import { TollgateError } from '../../../core/errors.ts';
import { type Body, bodyOf } from './body.ts';
import { type Expressions, parseFile } from './expressions.ts';

/** A file's blocks and attributes, with every expression in it parsed. Throws TG1030. */
export async function parsedFile(name: string, text: string, expressions: Expressions): Promise<Body> {
  const body = name.endsWith('.json') ? parsedJson(text, name) : await parsedHcl(text, name);
  await expressions.add(body);
  return body;
}

async function parsedHcl(text: string, name: string): Promise<Body> {
  try {
    return await parseFile(name, text);
  } catch (cause) {
    const [, line] = /:(\d+),\d+/.exec(cause instanceof Error ? cause.message : '') ?? [];
    throw new TollgateError('TG1030', `${name} is not valid Terraform source.`, {
      location: { file: name, ...(line !== undefined && { line: Number(line) }) },
      hint: 'Run "terraform validate" in that folder: it names the mistake.',
      cause,
    });
  }
}

/** The same of JSON. Throws TG1030. */
export function parsedJson(text: string, name: string): Body {
  try {
    return bodyOf(JSON.parse(text));
  } catch (cause) {
    throw new TollgateError('TG1030', `${name} is not valid JSON.`, { location: { file: name }, cause });
  }
}
