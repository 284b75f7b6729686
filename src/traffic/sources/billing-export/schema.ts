/** What a bill line tells, in our words. */
export type BillField =
  | 'start'
  | 'end'
  | 'account'
  | 'lineType'
  | 'service'
  | 'usageType'
  | 'operation'
  | 'resource'
  | 'quantity'
  | 'cost'
  | 'list'
  | 'currency'
  | 'pricingCurrency'
  | 'region'
  | 'payer'
  | 'period'
  | 'chargeClass'
  | 'lineId'
  | 'lines';

/**
 * Columns that hold each field, the first that is there counts. Names are compared without case and without the signs between
 * words: `lineItem/UsageType` (CUR, CSV), `line_item_usage_type` (CUR, Parquet; CUR 2.0) and `LINEITEM_USAGETYPE` are one.
 */
export const FIELD_COLUMNS: Readonly<Record<BillField, readonly string[]>> = {
  start: ['lineitemusagestartdate', 'chargeperiodstart'],
  end: ['lineitemusageenddate', 'chargeperiodend'],
  account: ['lineitemusageaccountid', 'subaccountid'],
  lineType: ['lineitemlineitemtype', 'chargecategory'],
  service: ['lineitemproductcode', 'xservicecode', 'servicename'],
  usageType: ['lineitemusagetype', 'xusagetype', 'skumeter'],
  operation: ['lineitemoperation', 'xoperation'],
  resource: ['lineitemresourceid', 'resourceid'],
  quantity: ['lineitemusageamount', 'consumedquantity', 'pricingquantity'],
  cost: ['lineitemunblendedcost', 'billedcost'],
  list: ['pricingpublicondemandcost', 'listcost'],
  currency: ['lineitemcurrencycode', 'billingcurrency'],
  pricingCurrency: ['pricingcurrency'],
  region: ['productregioncode', 'productregion', 'regionid'],
  payer: ['billpayeraccountid', 'billingaccountid'],
  period: ['billbillingperiodstartdate', 'billingperiodstart'],
  chargeClass: ['chargeclass'],
  lineId: ['identitylineitemid'],
  // Written by table-bill.ts alone: lines that the engine has added up.
  lines: ['linesaddedup'],
};

/** Fields no bill can do without: what was used when, and what it cost. */
export const REQUIRED_FIELDS: readonly BillField[] = ['start', 'lineType', 'usageType', 'quantity', 'cost'];

/** The formats that are told apart. */
export const BILL_FORMATS = [
  'cur-legacy',
  'cur-2.0',
  'focus-1.0',
  'focus-1.2',
  'focus-1.3',
  'focus-1.4',
  'cost-explorer',
] as const;
export type BillFormat = (typeof BILL_FORMATS)[number];

/**
 * What a line is, whatever the format calls it. A correction changes what was invoiced before (FOCUS `ChargeClass`);
 * unknown is a word of no list.
 */
export const LINE_TYPES = ['usage', 'discount', 'credit', 'refund', 'tax', 'fee', 'correction', 'unknown'] as const;
export type LineType = (typeof LINE_TYPES)[number];

/** The words of CUR (`LineItemType`) and FOCUS (`ChargeCategory`), without case; every other word that ends in "discount" is one. */
export const LINE_TYPE_WORDS: Readonly<Record<string, LineType>> = {
  usage: 'usage',
  discountedusage: 'usage',
  savingsplancoveredusage: 'usage',
  savingsplannegation: 'discount',
  credit: 'credit',
  refund: 'refund',
  adjustment: 'refund',
  tax: 'tax',
  correction: 'correction',
  fee: 'fee',
  rifee: 'fee',
  purchase: 'fee',
  savingsplanrecurringfee: 'fee',
  savingsplanupfrontfee: 'fee',
};
