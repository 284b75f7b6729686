import { describe, expect, test } from 'vitest';
import { estimate } from '../../src/model/estimate.ts';
import { bundledCards } from '../support/estimating.ts';
import { less, write } from '../support/fraction.ts';
import { networks } from '../support/network-arbitrary.ts';
import { fc, runs } from '../support/property.ts';
import { bruteForce } from './brute-force.ts';

const cards = bundledCards(['us-east-1', 'sa-east-1', 'eu-west-1']);

describe('the estimate against a brute-force re-computation', () => {
  test('totals and what they leave out are equal for every network', () => {
    let ranged = 0;
    fc.assert(
      fc.property(networks, (topology) => {
        const { totals } = estimate({ topology, cards });
        const expected = bruteForce(topology, cards);
        expect({
          high: totals.high.toFixed(),
          low: totals.low.toFixed(),
          monthly: totals.monthly.knownPart.toFixed(),
          unknownLines: totals.monthly.leftOut,
        }).toEqual({
          high: write(expected.high),
          low: write(expected.low),
          monthly: write(expected.high),
          unknownLines: expected.unknownLines,
        });
        if (less(expected.low, expected.high)) ranged += 1;
      }),
      { numRuns: runs(1500), seed: 20261123 },
    );
    expect(ranged).toBeGreaterThan(50);
  });
});
