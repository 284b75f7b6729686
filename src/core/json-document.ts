import sjson from 'secure-json-parse';
import { TollgateError } from './errors.ts';
import type { InputDocument } from './input-document.ts';
import { lineInJson } from './json-line.ts';
import type { Location } from './location.ts';

/** Parses JSON text. Throws TG1002 with the line, TG1013 on prototype keys. */
export function parseJson(text: string, name: string): InputDocument {
  try {
    return {
      name,
      format: 'json',
      value: sjson.parse(text, null, { protoAction: 'error', constructorAction: 'error' }),
      lineOf: (path) => lineInJson(text, path),
    };
  } catch (cause) {
    throw jsonError(cause, text, name);
  }
}

function jsonError(cause: unknown, text: string, name: string): TollgateError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/forbidden prototype property/.test(message)) {
    return new TollgateError('TG1013', `${name} holds the key "__proto__" or "constructor.prototype".`, {
      location: { file: name },
    });
  }
  const position = /position (\d+)/.exec(message)?.[1];
  const offset = position === undefined ? text.length : Number(position);
  const line = text.slice(0, offset).split('\n').length;
  const location: Location = { file: name, line };
  return new TollgateError('TG1002', `${name} is not valid JSON at line ${line}.`, {
    location,
    hint: offset >= text.length ? 'The file ends too early: was it cut?' : 'Check the text just before that place.',
  });
}
