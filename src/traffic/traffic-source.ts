import type { Finding } from '../core/finding.ts';
import type { TrafficProfile } from './traffic.ts';

/** What a traffic source must know of the network to name its endpoints. */
export interface TrafficTarget {
  readonly id: string;
  readonly address?: string | undefined;
  readonly type: string;
}

export interface TrafficReading {
  readonly profile: TrafficProfile;
  readonly findings: readonly Finding[];
}

/** Port: one kind of file that tells bytes. `accepts` looks at the name only; the content is read in `read`. */
export interface TrafficSource {
  readonly kind: string;
  accepts(path: string): boolean;
  read(path: string, targets: readonly TrafficTarget[]): Promise<TrafficReading>;
}
