import type { AdviceRecord } from '../../operations/resources/recommendations/advice-record.ts';

const scan = { id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b', capturedAt: '2026-11-23T08:00:00.000Z' };

/** A recommendation as the service keeps it, for the OpenAPI document. */
export const ADVICE_EXAMPLE: AdviceRecord = {
  id: 'rec-f38d9e8c49e4dfdc',
  account: '111122223333',
  region: 'us-east-1',
  status: 'accepted',
  reason: null,
  expiresAt: null,
  decidedAt: '2026-11-24T09:00:00.000Z',
  proposed: false,
  firstScan: scan,
  lastScan: scan,
  currency: 'USD',
  version: 2,
  recommendation: {
    id: 'rec-f38d9e8c49e4dfdc',
    region: 'us-east-1',
    move: 'share-across-vpcs',
    with: [],
    subjects: ['vpce-0a1', 'vpce-0b2'],
    title: 'Share ssm at vpc-hub with vpc-app',
    saving: { monthly: '12.60', low: '12.60', high: '12.60' },
    evidence: {
      facts: ['It moves 100 GB a month of vpc-app, watched for 15 days or more.'],
      monthlyGb: '100',
      sources: ['cloudwatch'],
      window: { start: '2026-11-08T08:00:00.000Z', end: '2026-11-23T08:00:00.000Z' },
      breakEven: { subject: 'vpce-0b2', gb: '100', breakEvenGb: '730', distance: 0.863 },
    },
    effort: { level: 'low', changes: 3 },
    risk: { level: 'medium', reason: 'Several VPCs come to depend on one endpoint.' },
    blastRadius: { vpcs: ['vpc-app'], endpoints: 2, monthlyGb: '100' },
    confidence: 'high',
    blockedBy: [],
    guards: [],
    order: 1,
    dependsOn: [],
    network: { removes: [{ id: 'vpce-0b2', azs: ['use1-az1', 'use1-az2'] }], makes: [], rezones: [], relieves: [] },
    steps: [
      {
        title: 'When BytesProcessed of vpce-0b2 stays at zero, remove it',
        cli: 'aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-0b2 --region us-east-1',
      },
    ],
    rollback: 'Make its endpoint again with private DNS on.',
  },
  realised: {
    monthly: '12.60',
    promised: '12.60',
    seen: '14.60',
    done: 1,
    scan: { id: '0199b1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b', capturedAt: '2026-11-30T08:00:00.000Z' },
  },
};
