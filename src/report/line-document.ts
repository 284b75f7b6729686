import { amountText, quantityText } from '../core/money.ts';
import type { CostLine } from '../model/cost-line.ts';
import { atList, listAmount } from '../model/list-price.ts';
import type { LineDocument } from './report.ts';

export type LineWriter = (line: CostLine) => LineDocument;

/** Lines without traffic are shared between endpoints of one shape, and written once. */
export function lineWriter(): LineWriter {
  const written = new Map<CostLine, LineDocument>();
  return (line) => {
    if (line.provenance.traffic) return lineDocument(line);
    let document = written.get(line);
    if (!document) {
      document = lineDocument(line);
      written.set(line, document);
    }
    return document;
  };
}

/** Optional fields are set one by one: spreading them costs more than pricing the line. */
function lineDocument(line: CostLine): LineDocument {
  const document = { charge: line.charge, status: line.status, category: line.category } as LineDocument;
  if (line.quantity) document.quantity = quantityText(line.quantity);
  document.unit = line.unit;
  if (line.display !== undefined) document.display = line.display;
  if (line.unitPrice) document.unitPrice = amountText(line.unitPrice);
  if (line.monthly) document.monthly = amountText(line.monthly);
  if (line.low) document.low = amountText(line.low);
  if (line.high) document.high = amountText(line.high);
  const discount = line.provenance.rate?.discount;
  if (discount !== undefined) {
    if (line.monthly) document.list = amountText(listAmount(line));
    if (line.unitPrice) document.listUnitPrice = amountText(atList(line.unitPrice, discount));
  }
  document.provenance = line.provenance as LineDocument['provenance'];
  return document;
}
