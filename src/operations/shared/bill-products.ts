import type { Network } from '../../model/join.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';

/** Charges that a bill and the model both have of an endpoint. */
export type ComparedCharge = 'endpoint-hours' | 'data-processed' | 'cross-region';

export const TRANSFER = 'inter-region-transfer-out';
export const ENDPOINT_PRODUCT = /^(?:interface|gwlb|resource)-endpoint-(?:hours|bytes)$/;
export const isHours = (product: string): boolean => product.endsWith('-hours');

/** Hours and bytes of endpoints, and transfer between Regions where the bill names the endpoint it is of. */
export const isOfEndpoint = (
  { product = '', resource = '', lineType }: BillLine,
  names: ReadonlyMap<string, string>,
): boolean =>
  lineType !== 'fee' &&
  (ENDPOINT_PRODUCT.test(product) || (product === TRANSFER && (names.has(resource) || resource.startsWith('vpce-'))));

/** Every name a bill may call an endpoint by. */
export const namesOf = ({ endpoints }: Network): ReadonlyMap<string, string> =>
  new Map(
    endpoints.flatMap(({ endpoint: { id, awsId } }) => [[id, id] as const, ...(awsId ? [[awsId, id] as const] : [])]),
  );

export const chargeOf = (product: string): ComparedCharge =>
  product === TRANSFER ? 'cross-region' : isHours(product) ? 'endpoint-hours' : 'data-processed';
