import { TollgateError } from '../../core/errors.ts';

/** The first line of every comment of ours: a link definition, which neither GitHub nor GitLab shows. */
const MARKER =
  /^\[\/\/\]: <> \(tollgate-comment, tag=([A-Za-z0-9%._~-]*), valid-at=(\d{4}-\d{2}-\d{2}T[0-9:.]{8,15}Z)\)$/;

/** What a marker says: whose comment it is, and when its content was computed. */
export interface Marker {
  readonly tag: string;
  readonly validAt: string;
}

/** Letters that would end the marker or its field are percent-encoded, so that no tag can be part of another. */
const escaped = (tag: string): string =>
  encodeURIComponent(tag).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Characters of a tag: escaped, it must fit into the first line that is looked at. */
const LONGEST_TAG = 128;
const LONGEST_LINE = 2000;

/** The first line of a comment. Throws TG1012 for a tag that could not be found again. */
export function markerLine({ tag, validAt }: Marker): string {
  if (tag === '' || tag.length > LONGEST_TAG || !tag.isWellFormed()) {
    throw new TollgateError('TG1012', `The tag is empty, no text, or longer than ${LONGEST_TAG} characters.`, {
      hint: 'Give a short word, such as the environment.',
    });
  }
  return `[//]: <> (tollgate-comment, tag=${escaped(tag)}, valid-at=${validAt})`;
}

/** The same as the last line of a comment, for hosts that show every line of text. */
export const markerFoot = (marker: Marker): string => `\`${markerLine(marker).slice(MARKER_START.length, -1)}\``;

const MARKER_START = '[//]: <> (';
const FOOT = /^`tollgate-comment, tag=([A-Za-z0-9%._~-]*), valid-at=(\d{4}-\d{2}-\d{2}T[0-9:.]{8,15}Z)`$/;

/** A comment with its marker: before it, or after it where the host shows every line. */
export const withMarker = (content: string, marker: Marker, isShown: boolean): string =>
  isShown ? `${content.trimEnd()}\n\n${markerFoot(marker)}` : `${markerLine(marker)}\n${content}`;

/** The marker of a comment; undefined where neither its very first line nor its last is one. A tag is equal as a whole or not at all. */
export function markerOf(body: string): Marker | undefined {
  const first = body.slice(0, LONGEST_LINE).split(/\r?\n/, 1)[0] ?? '';
  const last = body.trimEnd().slice(-LONGEST_LINE).split(/\r?\n/).at(-1) ?? '';
  const [, tag, validAt] = MARKER.exec(first.trimEnd()) ?? FOOT.exec(last) ?? [];
  if (tag === undefined || validAt === undefined) return undefined;
  try {
    return { tag: decodeURIComponent(tag), validAt };
  } catch {
    return undefined;
  }
}

/** Line ends and trailing space in one form: hosts may give a body back otherwise than it was sent. */
const plain = (body: string): string => body.replaceAll('\r\n', '\n').trim();

/** Whether two bodies are the same comment, time and all. */
export const sameBody = (one: string, other: string): boolean => plain(one) === plain(other);

/** A body without its marker: what equality is about. */
export function contentOf(body: string): string {
  const lines = plain(body).split('\n');
  return (FOOT.test(lines.at(-1) ?? '') ? lines.slice(0, -1) : lines.slice(1)).join('\n').trim();
}
