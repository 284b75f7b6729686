import type { Finding } from '../core/finding.ts';
import type { TrafficProfile } from './traffic.ts';

/** What a traffic source must know of the network to name its endpoints. */
export interface TrafficTarget {
  readonly id: string;
  readonly address?: string | undefined;
  /** The id AWS gave it, where `id` is another name. */
  readonly awsId?: string | undefined;
  readonly type: string;
  /** RFC 3339: an endpoint known to live in a measured window has traffic there, if only zero. */
  readonly createdAt?: string | undefined;
  readonly deletedAt?: string | undefined;
  /** Whether the network itself states its traffic, so that a blanket default does not replace it. */
  readonly stated?: boolean | undefined;
}

/** Every name a file may call it by, the best first. */
export const namesOf = ({ id, address, awsId }: TrafficTarget): readonly string[] =>
  [id, address, awsId].filter((name) => name !== undefined);

/** A file that tells bytes: on disk (`path`), or in memory as a request carried it. `name` is what errors call it. */
export interface TrafficFile {
  readonly name: string;
  readonly path?: string | undefined;
  readonly read: () => Promise<Uint8Array>;
}

export interface TrafficReading {
  readonly profile: TrafficProfile;
  readonly findings: readonly Finding[];
}

/** Port: one kind of file that tells bytes. `accepts` looks at the name only; the content is read in `read`. */
export interface TrafficSource {
  readonly kind: string;
  accepts(name: string): boolean;
  /** Several files are one body of data: months of one history, not versions of it. */
  read(files: readonly TrafficFile[], targets: readonly TrafficTarget[]): Promise<TrafficReading>;
}
