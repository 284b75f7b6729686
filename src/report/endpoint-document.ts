import { shortService } from '../core/ids.ts';
import { amountText } from '../core/money.ts';
import type { EndpointCost } from '../model/ledger.ts';
import { isDiscounted, totalsOf } from '../model/totals.ts';
import type { LineWriter } from './line-document.ts';
import type { EndpointDocument } from './report.ts';

/** Writes endpoints of one report: names of services and lines that many endpoints share are written once. */
export function endpointWriter(write: LineWriter): (cost: EndpointCost) => EndpointDocument {
  const services = new Map<string, string>();
  return (cost) => {
    const { service } = cost.joined.endpoint;
    if (service === undefined) return endpointDocument(cost, undefined, write);
    let short = services.get(service);
    if (short === undefined) {
      short = shortService(service);
      services.set(service, short);
    }
    return endpointDocument(cost, short, write);
  };
}

/** Optional fields are set one by one: spreading them costs more than pricing the endpoint. */
function endpointDocument(cost: EndpointCost, service: string | undefined, write: LineWriter): EndpointDocument {
  const { endpoint, region, account, zones } = cost.joined;
  const { lines } = cost;
  const totals = totalsOf(lines);
  const document = { id: endpoint.id, type: endpoint.type } as EndpointDocument;
  if (endpoint.address !== undefined) document.address = endpoint.address;
  if (endpoint.name !== undefined) document.name = endpoint.name;
  if (service !== undefined) document.service = service;
  if (region !== undefined) document.region = region;
  if (endpoint.vpc !== undefined) document.vpc = endpoint.vpc;
  if (account !== undefined) document.account = account;
  if (zones) {
    document.azCount = zones.length;
    document.azs = zones.slice();
  }
  document.tags = endpoint.tags ?? {};
  document.monthly = amountText(totals.monthly.knownPart);
  if (isDiscounted(totals)) document.list = amountText(totals.list);
  document.unknownLines = totals.monthly.leftOut;
  document.lines = lines.map(write);
  return document;
}
