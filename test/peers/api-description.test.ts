import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { spawnServer } from '../support/spawn-server.ts';

const SCHEMATHESIS = resolve('.cache/peers/bin/schemathesis');

describe.runIf(existsSync(SCHEMATHESIS) || process.env['REQUIRE_PEERS'] === '1')(
  'requests made of the API description',
  () => {
    test('none ends with a fault of ours: examples, random values, and operations that follow each other', async () => {
      const server = await spawnServer({ TOLLGATE_RATE_LIMIT_PER_MINUTE: '0' });
      const options = [
        '--phases',
        'examples,fuzzing,stateful',
        '--checks',
        'not_a_server_error',
        '--max-examples',
        '2',
      ];
      const limits = ['--max-time', '30', '--request-timeout', '20', '--suppress-health-check', 'all', '--seed', '1'];
      const run = spawnSync(SCHEMATHESIS, ['run', `${server.url}/openapi.json`, ...options, ...limits], {
        encoding: 'utf8',
        // It keeps what it found in the working directory.
        cwd: mkdtempSync(join(tmpdir(), 'tollgate-schemathesis-')),
      });
      const faults = server
        .log()
        .split('\n')
        .filter((line) => /"status":5\d\d/.test(line));
      // A service that is asked more than it can do says so (503), which is no fault.
      expect([faults.filter((line) => !line.includes('"status":503')), run.stdout.match(/Server error/g)]).toEqual([
        [],
        null,
      ]);
    });
  },
);
