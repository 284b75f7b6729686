const PIECE = 2 ** 16;

const product = (sku: string, usagetype: string, operation: string): string =>
  JSON.stringify({
    sku,
    productFamily: 'Compute Instance',
    attributes: {
      servicecode: 'AmazonEC2',
      location: 'US East (N. Virginia)',
      instanceType: 'm5.large',
      physicalProcessor: 'a processor with a long description of what it is',
      regionCode: 'us-east-1',
      usagetype,
      operation,
    },
  });

const terms = (sku: string, price: string): string =>
  JSON.stringify({
    [`${sku}.JRTCKXETXF`]: {
      offerTermCode: 'JRTCKXETXF',
      sku,
      effectiveDate: '2026-09-01T00:00:00Z',
      priceDimensions: {
        [`${sku}.JRTCKXETXF.6YS6EN2CT7`]: {
          unit: 'Hrs',
          beginRange: '0',
          endRange: 'Inf',
          pricePerUnit: { USD: price },
        },
      },
    },
  });

function* members(count: number, member: (sku: string) => string): Iterable<string> {
  for (let index = 0; index < count; index++) {
    const sku = `DECOY${String(index).padStart(11, '0')}`;
    yield `"${sku}":${member(sku)},`;
  }
}

function* text(products: number): Iterable<string> {
  yield '{"formatVersion":"v1.0","offerCode":"AmazonEC2","version":"20260910195514","publicationDate":"2026-09-10T19:55:14Z","products":{';
  yield* members(products, (sku) => product(sku, 'BoxUsage:m5.large', 'RunInstances'));
  yield `"NAT":${product('NAT', 'NatGateway-Hours', 'NatGateway')}},"terms":{"OnDemand":{`;
  yield* members(products, (sku) => terms(sku, '9.9900000000'));
  yield `"NAT":${terms('NAT', '0.0450000000')}},"Reserved":{`;
  yield* members(products, (sku) => terms(sku, '9.9900000000'));
  yield '"NAT":{}}}}';
}

/** An offer file of AmazonEC2 with one NAT gateway product among as many others as asked for, made as it is read. */
export async function* largeOffer(products: number): AsyncIterable<Uint8Array> {
  let piece = '';
  for (const part of text(products)) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield new TextEncoder().encode(piece);
    piece = '';
  }
  yield new TextEncoder().encode(piece);
}
