import { Decimal } from '../../core/decimal.ts';
import type { Finding } from '../../core/finding.ts';
import { quantityCell } from '../cells.ts';
import type { BypassDocument, EndpointMatrixDocument, MatrixDocument } from '../matrix-document.ts';
import { shareText } from '../measures.ts';
import type { Section, Table, View } from '../view.ts';
import { counted, grouped } from '../words.ts';

export interface MatrixViewOptions {
  /** Most endpoints in the tables, the largest first; absent = all. */
  readonly maxEndpoints?: number | undefined;
}

/** What people see of a matrix: each endpoint's clients by zone, what bypasses endpoints, and what was read. */
export function viewMatrix(document: MatrixDocument, options: MatrixViewOptions = {}): View {
  const largest = document.endpoints.toSorted((a, b) => Number(b.totalGb) - Number(a.totalGb));
  const listed = largest.slice(0, options.maxEndpoints);
  const left = largest.length - listed.length;
  return {
    title: 'Who talks to the VPC endpoints',
    headline: headlineOf(document),
    sections: [
      { title: 'Totals', text: left === 0 ? [] : [leftOut(left)], table: totalsTable(listed) },
      { title: 'Clients by zone', table: cellTable(listed) },
      ...bypassSection(document.bypasses),
    ],
    findings: document.findings as readonly Finding[],
    findingsOmitted: Object.values(document.findingsOmitted ?? {}).reduce((all, each) => all + each, 0),
    footnote: footnoteOf(document),
    records: () => matrixRecords(document),
  };
}

const leftOut = (count: number): string => `${counted(count, 'other endpoint')} not listed; --all lists every one.`;
const gb = (text: string): string => `${quantityCell(new Decimal(text).toFixed(0))} GB`;

function headlineOf({ endpoints, bypasses }: MatrixDocument): string {
  const clients = endpoints.reduce((all, endpoint) => all + endpoint.cells.length, 0);
  const past = bypasses.filter((bypass) => bypass.endpoints.length > 0).length;
  const bypassed = past === 0 ? '' : `; ${counted(past, 'way', 'ways')} past an endpoint that exists`;
  return `${counted(endpoints.length, 'endpoint')} with ${counted(clients, 'pair')} of client and endpoint zone${bypassed}`;
}

const totalsTable = (endpoints: readonly EndpointMatrixDocument[]): Table => ({
  columns: [
    { title: 'Endpoint', align: 'left' },
    { title: 'Total a month', align: 'right' },
    { title: 'From', align: 'left' },
    { title: 'Flow logs', align: 'right' },
    { title: 'Residual', align: 'right' },
    { title: 'Inside one zone', align: 'right' },
  ],
  rows: endpoints.map((endpoint) => [
    endpoint.id,
    gb(endpoint.totalGb),
    endpoint.totalFrom,
    gb(endpoint.loggedGb),
    gb(endpoint.residualGb),
    shareText(endpoint.sameZoneShare),
  ]),
});

const cellTable = (endpoints: readonly EndpointMatrixDocument[]): Table => ({
  columns: [
    { title: 'Endpoint', align: 'left' },
    { title: 'Client VPC', align: 'left' },
    { title: 'Client zone', align: 'left' },
    { title: 'Via', align: 'left' },
    { title: 'Endpoint zone', align: 'left' },
    { title: 'Share', align: 'right' },
    { title: 'GB a month', align: 'right' },
  ],
  rows: endpoints.flatMap((endpoint) =>
    endpoint.cells.map(({ from, via, az, share, monthlyGb }, index) => [
      index === 0 ? endpoint.id : '',
      from.vpc ?? 'unknown',
      from.az ?? 'unknown',
      via ?? '',
      az ?? 'unknown',
      shareText(share),
      quantityCell(new Decimal(monthlyGb).toFixed(0)),
    ]),
  ),
});

function bypassSection(bypasses: readonly BypassDocument[]): readonly Section[] {
  if (bypasses.length === 0) return [];
  return [
    {
      title: 'Traffic past the endpoints',
      table: {
        columns: [
          { title: 'Client VPC', align: 'left' },
          { title: 'Zone', align: 'left' },
          { title: 'Service', align: 'left' },
          { title: 'Way', align: 'left' },
          { title: 'GB a month', align: 'right' },
          { title: 'Endpoint', align: 'left' },
          { title: 'Cause', align: 'left' },
        ],
        rows: bypasses.map((bypass) => [
          bypass.vpc ?? 'unknown',
          bypass.az ?? 'unknown',
          bypass.service ?? bypass.range,
          bypass.path,
          quantityCell(new Decimal(bypass.monthlyGb).toFixed(0)),
          bypass.endpoints.length === 0 ? 'none' : bypass.endpoints.join(', '),
          bypass.cause ?? '',
        ]),
      },
    },
  ];
}

function footnoteOf({ window, records }: MatrixDocument): string {
  const span = window ? `From ${window.start} to ${window.end}: ` : '';
  const number = (count: number): string => grouped(String(count));
  return (
    `${span}${number(records.read)} records, ${number(records.endpoint)} of endpoint interfaces, ${number(records.noData)} without data, ` +
    `${number(records.skipped)} skipped by AWS, ${number(records.malformed)} malformed, ${number(records.refused)} refused. ` +
    'Flow logs give shares; totals come from where the table says.'
  );
}

const COLUMNS = [
  'kind',
  'endpoint',
  'client_vpc',
  'client_az',
  'account',
  'via',
  'endpoint_az',
  'share',
  'monthly_gb',
  'service',
  'path',
  'cause',
];

const matrixRecords = ({ endpoints, bypasses }: MatrixDocument): Table => ({
  columns: COLUMNS.map((title) => ({ title, align: 'left' })),
  rows: [
    ...endpoints.flatMap(({ id, service, cells }) =>
      cells.map(({ from, via, az, share, monthlyGb }) => [
        'endpoint',
        id,
        from.vpc ?? '',
        from.az ?? '',
        from.account ?? '',
        via ?? '',
        az ?? '',
        String(share),
        monthlyGb,
        service ?? '',
        '',
        '',
      ]),
    ),
    ...bypasses.map(({ vpc, az, service, range, path, monthlyGb, endpoints: own, cause }) => [
      'bypass',
      own.join(' '),
      vpc ?? '',
      az ?? '',
      '',
      '',
      '',
      '',
      monthlyGb,
      service ?? range,
      path,
      cause ?? '',
    ]),
  ],
});
