import { type Finding, finding } from '../../../core/finding.ts';
import type { FlowCounts, LoggedCell } from './flow-counts.ts';
import type { Field } from './schema.ts';

const SUBJECT = 'flow logs';

/** What the reader of a flow log must know of what is missing in it. */
export function flowFindings(told: {
  readonly counts: FlowCounts;
  readonly cells: readonly LoggedCell[];
  readonly untold: number;
  readonly fields: ReadonlySet<Field>;
}): Finding[] {
  const { counts, cells, untold, fields } = told;
  const { skipped, malformed } = counts.records;
  const findings: Finding[] = [];
  if (skipped > 0) {
    findings.push(
      finding('TG3063', SUBJECT, `AWS skipped records ${skipped} times (SKIPDATA): shares hold, totals are too low.`),
    );
  }
  if (malformed > 0) findings.push(finding('TG3064', SUBJECT, `${malformed} records cannot be read and are left out.`));
  const unplaced = cells.filter((cell) => cell.from.az === undefined).reduce((sum, cell) => sum + bytesOf(cell), 0);
  const all = cells.reduce((sum, cell) => sum + bytesOf(cell), untold);
  if (unplaced + untold > 0) {
    const share = (((unplaced + untold) / all) * 100).toFixed(1);
    findings.push(finding('TG3065', SUBJECT, `The client's zone is not known for ${share} % of the bytes.`));
  }
  for (const endpoint of new Set(cells.filter((cell) => cell.byClient).map((cell) => cell.endpoint))) {
    findings.push(
      finding('TG3069', endpoint, `The interfaces of ${endpoint} logged nothing; records of its clients are used.`),
    );
  }
  if (!fields.has('pkt_dst_aws_service')) {
    findings.push(
      finding('TG3066', SUBJECT, 'Without pkt-dst-aws-service nobody can tell which traffic bypasses the endpoints.'),
    );
  } else if (!fields.has('traffic_path')) {
    findings.push(finding('TG3066', SUBJECT, 'Without traffic-path the path of bypassing traffic is unknown.'));
  }
  return findings;
}

const bytesOf = ({ requestBytes, responseBytes }: LoggedCell): number => requestBytes + responseBytes;
