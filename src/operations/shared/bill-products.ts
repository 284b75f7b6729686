/** Charges that a bill and the model both have of an endpoint. */
export type ComparedCharge = 'endpoint-hours' | 'data-processed' | 'cross-region';

export const TRANSFER = 'inter-region-transfer-out';
export const isHours = (product: string): boolean => product.endsWith('-hours');

/** The charge that a product of an endpoint's bill is. */
export const chargeOf = (product: string): ComparedCharge =>
  product === TRANSFER ? 'cross-region' : isHours(product) ? 'endpoint-hours' : 'data-processed';
