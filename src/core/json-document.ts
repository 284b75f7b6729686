import sjson from 'secure-json-parse';
import { TollgateError } from './errors.ts';
import type { InputDocument } from './input-document.ts';
import { lineInJson } from './json-line.ts';
import type { Location } from './location.ts';

/** Parses JSON text. Throws TG1002 with the line, TG1006 on more values than memory holds, TG1013 on prototype keys. */
export function parseJson(text: string, name: string): InputDocument {
  refuseMany(text, name);
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

/** A plan of 100 MB has four million values; each takes up to fifty times its text in memory. */
const MOST_VALUES = 20_000_000;

/** Every value follows one of these signs; one inside a text counts too, so that the count is never too low. */
const BEFORE_VALUES = [',', '[', '{'];

/** Signs are searched for, which passes over long texts many times as fast as a look at each character. */
function refuseMany(text: string, name: string): void {
  if (text.length <= MOST_VALUES) return;
  let values = 0;
  for (const sign of BEFORE_VALUES) {
    for (let at = text.indexOf(sign); at !== -1 && values <= MOST_VALUES; at = text.indexOf(sign, at + 1)) values += 1;
  }
  if (values <= MOST_VALUES) return;
  throw new TollgateError('TG1006', `${name} has more than ${MOST_VALUES} values.`, { location: { file: name } });
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
