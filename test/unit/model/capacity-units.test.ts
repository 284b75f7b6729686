import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import { capacityUnits } from '../../../src/model/capacity-units.ts';

const units = (load: object) =>
  capacityUnits({ id: 'lb', type: 'network', azs: [], ...load }, new Decimal(730))?.hours.toFixed();

describe('capacity units', () => {
  test('one unit of each dimension is one unit-hour an hour', () => {
    expect(units({ monthlyGb: '730' })).toBe('730');
    expect(units({ newConnectionsPerSecond: 800 })).toBe('730');
    expect(units({ activeConnections: 100_000 })).toBe('730');
    expect(units({ protocol: 'TLS', newConnectionsPerSecond: 50 })).toBe('730');
    expect(units({ protocol: 'TLS', activeConnections: 3000 })).toBe('730');
    expect(units({ protocol: 'UDP', newConnectionsPerSecond: 400 })).toBe('730');
    expect(units({ protocol: 'UDP', activeConnections: 50_000 })).toBe('730');
    expect(units({ type: 'gateway', newConnectionsPerSecond: 600 })).toBe('730');
    expect(units({ type: 'gateway', activeConnections: 60_000 })).toBe('730');
  });

  test('the highest dimension counts, to ten decimals; none stated is unknown; zero is zero', () => {
    expect(units({ monthlyGb: '1', activeConnections: 100 })).toBe('1');
    expect(units({ protocol: 'TLS', activeConnections: 1 })).toBe('0.2433333333');
    expect(units({})).toBeUndefined();
    expect(units({ monthlyGb: '0' })).toBe('0');
  });
});
