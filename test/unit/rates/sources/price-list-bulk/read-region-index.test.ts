import { expect, test } from 'vitest';
import { readRegionIndex } from '../../../../../src/rates/sources/price-list-bulk/read-region-index.ts';

const INDEX_URL = 'https://prices.example/offers/v1.0/aws/AmazonVPC/current/region_index.json';

async function* body(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const index = (currentVersionUrl: string): string =>
  JSON.stringify({ formatVersion: 'v1.0', regions: { 'us-east-1': { regionCode: 'us-east-1', currentVersionUrl } } });

test('finds the offer file of each Region and the version its path pins', async () => {
  const files = await readRegionIndex(
    body(index('/offers/v1.0/aws/AmazonVPC/20260917190528/us-east-1/index.json')),
    INDEX_URL,
  );
  expect(files).toEqual(
    new Map([
      [
        'us-east-1',
        {
          url: 'https://prices.example/offers/v1.0/aws/AmazonVPC/20260917190528/us-east-1/index.json',
          version: '20260917190528',
        },
      ],
    ]),
  );
});

test.each([
  ['another host', index('https://elsewhere.example/offers/v1.0/aws/AmazonVPC/20260917190528/us-east-1/index.json')],
  ['another host without a scheme', index('//elsewhere.example/a/20260917190528/us-east-1/index.json')],
  ['a file that can change', index('/offers/v1.0/aws/AmazonVPC/current/us-east-1/index.json')],
  ['another shape', '{"offers":{}}'],
  ['a web page', '<html>log in</html>'],
  ['nothing', ''],
  ['far too much', `{"regions":{},"padding":"${'x'.repeat(4 * 2 ** 20)}"}`],
])('%s is TG1304', async (_name, text) => {
  await expect(readRegionIndex(body(text), INDEX_URL)).rejects.toMatchObject({ code: 'TG1304' });
});
