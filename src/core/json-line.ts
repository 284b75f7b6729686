/** Line (from 1) of a path in valid JSON text; of the deepest part that exists where the rest does not. Only errors ask. */
export function lineInJson(text: string, path: readonly PropertyKey[]): number {
  let position = skipSpace(text, 0);
  for (const part of path) {
    const inner = text[position] === '{' || text[position] === '[' ? memberAt(text, position, part) : undefined;
    if (inner === undefined) break;
    position = inner;
  }
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Where the value of a key or index starts; undefined where there is none. `position` is at the opening bracket. */
function memberAt(text: string, position: number, part: PropertyKey): number | undefined {
  const isObject = text[position] === '{';
  let at = skipSpace(text, position + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index++) {
    let key: PropertyKey = index;
    if (isObject) {
      const end = skipString(text, at);
      key = JSON.parse(text.slice(at, end));
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (key === part) return at;
    at = skipSpace(text, skipValue(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return undefined;
}

function skipSpace(text: string, position: number): number {
  let at = position;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function skipString(text: string, position: number): number {
  let at = position + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipValue(text: string, position: number): number {
  let depth = 0;
  let at = position;
  do {
    const sign = text[at];
    if (sign === '"') at = skipString(text, at);
    else if (sign === '{' || sign === '[') {
      depth += 1;
      at += 1;
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
      at += 1;
    } else at += 1;
  } while (at < text.length && (depth > 0 || !/[\s,}\]]/.test(text[at] ?? ',')));
  return at;
}
