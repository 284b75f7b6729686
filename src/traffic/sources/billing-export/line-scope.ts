import type { BillLine } from './bill-lines.ts';
import { RELEVANT_PARTS, VPC_SERVICES } from './gather-lines.ts';

const ENDPOINT_PRODUCT = /^(?:interface|gwlb|resource)-endpoint-(?:hours|bytes)$/;
const TRANSFER = 'inter-region-transfer-out';

/** Whether a product is hours or bytes of an endpoint. */
export const isEndpointProduct = (product: string | undefined): boolean => ENDPOINT_PRODUCT.test(product ?? '');

/** Hours and bytes of endpoints, and transfer between Regions where the bill names the endpoint it is of. */
export const isOfEndpoint = (
  { product = '', resource = '', lineType, isLate }: BillLine,
  names: ReadonlyMap<string, string>,
): boolean =>
  lineType !== 'fee' &&
  lineType !== 'unknown' &&
  !isLate &&
  (isEndpointProduct(product) || (product === TRANSFER && (names.has(resource) || resource.startsWith('vpce-'))));

/** What tells whether a line is of a product that Tollgate reads. */
export type ScopedLine = Pick<BillLine, 'product' | 'usageType' | 'service' | 'resource'>;

/**
 * Whether Tollgate reads the product of a line: endpoints, NAT, Transit Gateway, peering, their transfer, and what names Amazon VPC
 * alone. Public addresses, VPN and the transfer of load balancers are other products.
 */
export function isInScope({ product, usageType, service, resource = '' }: ScopedLine): boolean {
  if (product !== undefined || resource.startsWith('vpce-')) return true;
  // What names neither is of no other product either.
  if (usageType === '') return service === undefined || VPC_SERVICES.some((name) => name === service);
  return !isRegionalTransfer(usageType) && RELEVANT_PARTS.some((part) => usageType.includes(part));
}

/** Transfer inside a Region whose operation is none of ours is of another product. */
const isRegionalTransfer = (usageType: string): boolean => usageType.endsWith('DataTransfer-Regional-Bytes');

/** Transfer whose ends the usage type does not tell, or tells of Regions that are not known. */
const isOpenTransfer = (usageType: string): boolean => /-AWS-(?:In|Out)-Bytes$/.test(usageType);

export type LinePlace =
  | { readonly part: 'compared' }
  | { readonly part: 'beside' | 'notUsage' | 'notModelled' | 'remainder'; readonly what: string };

/** Where a line of the products that Tollgate reads belongs. `names` are those that the network has for endpoints. */
export function placeOfLine(line: BillLine, names: ReadonlyMap<string, string>): LinePlace {
  const { lineType, product, usageType, resource, isLate } = line;
  if (lineType === 'unknown') return { part: 'remainder', what: 'lines of an unknown type' };
  if (isOfEndpoint(line, names)) return { part: 'compared' };
  if (lineType !== 'usage' && lineType !== 'discount' && lineType !== 'correction')
    return { part: 'notUsage', what: lineType };
  if (isLate) return { part: 'beside', what: 'earlier-months' };
  if (product !== undefined) return { part: 'beside', what: product };
  if (usageType === '') {
    return {
      part: 'remainder',
      what: lineType === 'discount' ? 'discounts without usage' : 'lines without a usage type',
    };
  }
  if (isOpenTransfer(usageType) && resource?.startsWith('vpce-') !== true)
    return { part: 'beside', what: 'other-transfer' };
  return { part: 'notModelled', what: usageType };
}
