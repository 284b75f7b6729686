import { expect, test } from 'vitest';
import { leadingKey } from '../../src/http/compute/request-schemas.ts';
import { OPERATIONS } from '../../src/operations/index.ts';
import { JSON_TYPE, testApp } from '../support/http-app.ts';
import { sample } from '../support/samples.ts';

test('a body that holds a plan is read by its own keys: what stands beside the plan counts, or is refused', async () => {
  const app = await testApp({ options: { rateLimitPerMinute: 0 } });
  const plan = JSON.parse(sample('plans/two-existing-endpoints.json').toString('utf8'));
  let tried = 0;
  for (const load of Object.values(OPERATIONS)) {
    const operation = await load();
    const key = leadingKey(operation);
    if (key === undefined || !operation.rest || !('path' in operation.rest)) continue;
    const isList = Object.values(operation.inputs)[0]?.named === true;
    const given = isList ? ['one', 'two'].map((name) => ({ name, document: plan })) : plan;
    const payload = JSON.stringify({ [key]: given, options: { notAnOption: 'x' } });
    const response = await app.inject({ method: 'POST', url: operation.rest.path, headers: JSON_TYPE, payload });
    expect([operation.name, response.statusCode]).toEqual([operation.name, 400]);
    expect(response.body).toContain('notAnOption');
    tried += 1;
  }
  expect(tried).toBeGreaterThan(3);
});
