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

export const markerLine = ({ tag, validAt }: Marker): string =>
  `[//]: <> (tollgate-comment, tag=${escaped(tag)}, valid-at=${validAt})`;

/** The marker of a comment; undefined where its very first line is none. A tag is equal as a whole or not at all. */
export function markerOf(body: string): Marker | undefined {
  const line = body.slice(0, 1000).split(/\r?\n/, 1)[0] ?? '';
  const [, tag, validAt] = MARKER.exec(line.trimEnd()) ?? [];
  if (tag === undefined || validAt === undefined) return undefined;
  try {
    return { tag: decodeURIComponent(tag), validAt };
  } catch {
    return undefined;
  }
}

/** A body without its marker, line ends and trailing space in one form: what equality is about. */
export const contentOf = (body: string): string => body.replaceAll('\r\n', '\n').split('\n').slice(1).join('\n').trim();
