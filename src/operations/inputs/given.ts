import type { InputDocument } from '../../core/input-document.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';
import type { NetworkInput, NetworkOptions } from './load-network.ts';

/** A document that a face was given: a file, a part of a request, or a value inside a JSON body. */
export interface Given {
  /** What errors call it: a path, a part, a key. */
  readonly name: string;
  /** Where it lies on disk, where it does. */
  readonly path?: string | undefined;
  /** Its bytes. Throws TG1006 or TG1007. */
  readonly read: () => Promise<Uint8Array>;
  /** The same, parsed: a large plan is parsed once. */
  readonly document?: InputDocument | undefined;
  /** Its value, where a face has parsed it already. */
  readonly value?: unknown;
  /** The name people gave it, where they did. */
  readonly label?: string | undefined;
  /** Its kind, where the sender states it. */
  readonly kind?: string | undefined;
  /** Reads the files beside it. */
  readonly sibling?: NetworkOptions['sibling'];
}

/** A document whose bytes are at hand. */
export const givenBytes = (name: string, bytes: Uint8Array): Given => ({ name, read: async () => bytes });

/** A value of a JSON body. */
export const givenValue = (name: string, value: unknown, kind?: string): Given => ({
  name,
  value,
  kind,
  read: async () => Buffer.from(JSON.stringify(value)),
});

/** A file that the caller's port reads. */
export const givenFile = (path: string, readFile: (path: string) => Promise<Uint8Array>, name = path): Given => ({
  name,
  path,
  read: () => readFile(path),
});

/** The document as networks are read from. */
export async function networkInput({ name, document, value, read }: Given): Promise<NetworkInput> {
  if (document) return document;
  return value === undefined ? { name, content: await read() } : { name, value };
}

/** The document as traffic is read from. */
export const trafficFileOf = ({ name, path, read }: Given): TrafficFile => ({
  name,
  read,
  ...(path !== undefined && { path }),
});
