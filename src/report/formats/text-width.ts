/** East Asian and emoji characters take two cells of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;

/** Cells of a terminal that a text without control characters takes. */
export function textWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the common case needs no counting
  if (/^[\u0000-\u024f]*$/.test(text)) return text.length;
  return [...text].length + (text.match(WIDE)?.length ?? 0);
}

/** Breaks a text into lines of at most `width` cells: at spaces where they allow it, else inside a word; no character is lost but those spaces. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (textWidth(rest) > width) {
    const head = headOf(rest, width);
    const space = rest[head.length] === ' ' ? head.length : head.lastIndexOf(' ');
    const end = space > 0 ? space : head.length;
    lines.push(rest.slice(0, end));
    rest = rest.slice(rest[end] === ' ' ? end + 1 : end);
  }
  return [...lines, rest];
}

/** As many whole characters as fit, at least one. */
function headOf(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && textWidth(head + character) > width) break;
    head += character;
  }
  return head;
}
