import { describe, expect, test } from 'vitest';
import { documentOf } from '../../../../src/operations/inputs/load-network.ts';
import { errorFrom } from '../../../support/expect-error.ts';

const plan = { format_version: '1.2', planned_values: { root_module: {} }, resource_changes: [] };
const network = { schema: 'tollgate/topology@1', endpoints: [] };
const read = (value: unknown) => documentOf({ name: 'body.json', content: JSON.stringify(value) });

describe('the body of a request given as a file', () => {
  test.each([
    ['two sides', { head: plan, base: network }, 'base'],
    ['a side with options', { head: plan, options: { hours: '100' } }, 'options'],
    ['a document with traffic', { document: network, traffic: [] }, 'traffic'],
    ['variants with options', { variants: [{ name: 'a', document: network }], options: {} }, 'options'],
  ])('%s: is refused, since a part of it would be lost', async (_, value, lost) => {
    const error = await errorFrom(() => read(value));
    expect(error).toMatchObject({ code: 'TG1190', location: { file: 'body.json', path: lost } });
  });

  test('an envelope that holds one plan alone is read', async () => {
    expect((await read({ document: plan })).value).toEqual(plan);
    expect((await read({ run: { plan } })).value).toEqual(plan);
  });
});
