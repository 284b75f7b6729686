import type { Catalogue } from './catalogue.ts';
import type { StubRow } from './rows.ts';

export interface Publication {
  /** Digits of the publication time: 20260917190528. */
  readonly version: string;
  /** RFC 3339. */
  readonly publicationDate: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface GetProductsRequest {
  readonly ServiceCode?: string;
  readonly Filters?: readonly { readonly Type: string; readonly Field: string; readonly Value: string }[];
  readonly FormatVersion?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** An error as AWS JSON 1.1 carries it. */
export const awsError = (status: number, type: string, message: string): Answer => ({
  status,
  body: { __type: `com.amazonaws.pricing#${type}`, Message: message },
});

/** `Credential=KEY/20261123/us-east-1/pricing/aws4_request`: the endpoint Region decides which price list answers. */
const SIGNED = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([^/]+)\/pricing\/aws4_request,/;

/** Answers GetProducts: filters, pages of at most 100, entries that are strings, tokens that must be its own. */
export function getProducts(
  catalogue: Catalogue,
  publication: Publication,
  request: { readonly authorization: string; readonly target: string; readonly body: string },
): Answer {
  if (request.target !== 'AWSPriceListService.GetProducts') {
    return awsError(400, 'UnknownOperationException', 'no such operation');
  }
  const endpointRegion = SIGNED.exec(request.authorization)?.[1];
  if (endpointRegion === undefined) return awsError(400, 'MissingAuthenticationTokenException', 'not signed');
  const asked = JSON.parse(request.body) as GetProductsRequest;
  const { ServiceCode, Filters = [], MaxResults = 100, NextToken } = asked;
  if (!ServiceCode || MaxResults < 1 || MaxResults > 100 || Filters.length > 50 || asked.FormatVersion !== 'aws_v1') {
    return awsError(400, 'InvalidParameterException', 'one or more parameters are not valid');
  }
  if (Filters.some((filter) => filter.Type !== 'TERM_MATCH' || filter.Value === '')) {
    return awsError(400, 'InvalidParameterException', 'a filter is not valid');
  }
  const question = JSON.stringify([ServiceCode, Filters]);
  const start = NextToken === undefined ? 0 : offsetOf(NextToken, question);
  if (start === undefined) return awsError(400, 'InvalidNextTokenException', 'the token is not valid');
  const list = catalogue[endpointRegion.startsWith('cn-') ? 'cn' : 'aws'];
  const rows = [...list.values()].flat().filter((row) => row.serviceCode === ServiceCode && fits(row, Filters));
  const page = rows.slice(start, start + MaxResults);
  const end = start + page.length;
  return {
    status: 200,
    body: {
      FormatVersion: 'aws_v1',
      PriceList: page.map((row) => JSON.stringify(entryOf(row, publication))),
      ...(end < rows.length && { NextToken: Buffer.from(JSON.stringify([end, question])).toString('base64') }),
    },
  };
}

const fits = (row: StubRow, filters: NonNullable<GetProductsRequest['Filters']>): boolean =>
  filters.every(({ Field, Value }) =>
    Field === 'productFamily' ? row.productFamily === Value : row.attributes[Field] === Value,
  );

function offsetOf(token: string, question: string): number | undefined {
  try {
    const [offset, asked] = JSON.parse(Buffer.from(token, 'base64').toString()) as [number, string];
    return asked === question ? offset : undefined;
  } catch {
    return undefined;
  }
}

const entryOf = (row: StubRow, { version, publicationDate }: Publication) => ({
  product: {
    ...(row.productFamily !== undefined && { productFamily: row.productFamily }),
    attributes: row.attributes,
    sku: row.sku,
  },
  serviceCode: row.serviceCode,
  terms: { OnDemand: row.terms },
  version,
  publicationDate,
});
