import { CADENCES, FACTS, MEASURED, NETWORK, ORGANIZATION } from './assumptions.ts';
import { simulatePass } from './simulate-pass.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

const CORES = 32;

/** Scans of the whole organization, one row a cadence. */
export function scanTable(): string {
  const rows = CADENCES.map((cadence) => {
    const pass = simulatePass(cadence, CORES);
    const month = pass.usd * cadence.scansPerMonth;
    const cells = [
      whole.format(pass.calls),
      whole.format(pass.usd),
      whole.format(month),
      short.format(pass.coreHours),
      short.format(pass.hours),
    ];
    return `| ${cadence.name} | ${cells.join(' | ')} |`;
  });
  return [
    `| scan | calls | USD a scan | USD a month | core hours | hours on ${CORES} cores |`,
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

/** What is stored and read, one row a part. */
export function storageTable(): string {
  const rowsPerMonth = ORGANIZATION.endpointZones * 43_800 * NETWORK.busyMinutes;
  const readBytes = ORGANIZATION.flowLogBytes * NETWORK.columnsRead;
  const pairs = ORGANIZATION.endpointZones * NETWORK.clientsPerZone;
  const pages = pairs / FACTS.rowsPerPage;
  const rows = [
    ['rows of throughput a month', short.format(rowsPerMonth)],
    ['the same, TB', short.format((rowsPerMonth * MEASURED.bytesPerRow) / 1e12)],
    [
      'flow logs read by Athena a month, once, USD',
      whole.format((ORGANIZATION.flowLogBytes / 1e12) * FACTS.usdPerAthenaTb),
    ],
    ['the same as Parquet, only the columns asked for, USD', whole.format((readBytes / 1e12) * FACTS.usdPerAthenaTb)],
    ['pairs of talkers in the answer', short.format(pairs)],
    ['pages of that answer, hours one after the other', short.format((pages * FACTS.secondsPerPage) / 3600)],
  ];
  return ['| what | how much |', '|---|--:|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}
