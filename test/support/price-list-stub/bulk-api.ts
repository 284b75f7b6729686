import type { Catalogue, PriceListName } from './catalogue.ts';
import type { Publication } from './query-api.ts';
import type { StubRow } from './rows.ts';

const INDEX = /^\/offers\/v1\.0\/(aws|cn)\/index\.json$/;
const REGION_INDEX = /^\/offers\/v1\.0\/(aws|cn)\/(\w+)\/current\/region_index\.json$/;
const OFFER = /^\/offers\/v1\.0\/(aws|cn)\/(\w+)\/(\d{14})\/([\w-]+)\/index\.json$/;

/** The JSON text at a path of the bulk price list; undefined = not found. */
export function bulkFile(catalogue: Catalogue, publication: Publication, path: string): string | undefined {
  const index = INDEX.exec(path);
  if (index) return serviceIndex(catalogue, index[1] as PriceListName, publication);
  const regionIndex = REGION_INDEX.exec(path);
  if (regionIndex) {
    return regionIndexFile(catalogue, regionIndex[1] as PriceListName, regionIndex[2] ?? '', publication);
  }
  const [, list, serviceCode, version, region] = OFFER.exec(path) ?? [];
  if (list === undefined || version !== publication.version) return undefined;
  return offerFile(catalogue[list as PriceListName], serviceCode ?? '', region ?? '', publication);
}

const servicesOf = (list: Catalogue['aws']): ReadonlySet<string> =>
  new Set([...list.values()].flat().map((row) => row.serviceCode));

function serviceIndex(catalogue: Catalogue, name: PriceListName, { publicationDate }: Publication): string {
  const offers = [...servicesOf(catalogue[name])].map((code) => {
    const base = `/offers/v1.0/${name}/${code}`;
    const urls = {
      currentVersionUrl: `${base}/current/index.json`,
      currentRegionIndexUrl: `${base}/current/region_index.json`,
    };
    return [code, { offerCode: code, versionIndexUrl: `${base}/index.json`, ...urls }];
  });
  return JSON.stringify({ formatVersion: 'v1.0', publicationDate, offers: Object.fromEntries(offers) });
}

function regionIndexFile(
  catalogue: Catalogue,
  name: PriceListName,
  serviceCode: string,
  { version, publicationDate }: Publication,
): string | undefined {
  const regions = [...catalogue[name]].filter(([, rows]) => rows.some((row) => row.serviceCode === serviceCode));
  if (regions.length === 0) return undefined;
  const entries = regions.map(([regionCode]) => {
    const currentVersionUrl = `/offers/v1.0/${name}/${serviceCode}/${version}/${regionCode}/index.json`;
    return [regionCode, { regionCode, currentVersionUrl }];
  });
  return JSON.stringify({ formatVersion: 'v1.0', publicationDate, regions: Object.fromEntries(entries) });
}

/** One offer file: products first, then the terms, keyed by SKU before the term. Transfer files hold both directions. */
function offerFile(
  list: Catalogue['aws'],
  serviceCode: string,
  region: string,
  { version, publicationDate }: Publication,
): string | undefined {
  const arriving = [...list.values()].flat().filter((row) => row.attributes.toRegionCode === region);
  const rows = new Map<string, StubRow>();
  for (const row of [...(list.get(region) ?? []), ...arriving]) {
    if (row.serviceCode === serviceCode) rows.set(row.sku, row);
  }
  if (rows.size === 0) return undefined;
  const products = [...rows.values()].map(({ sku, productFamily, attributes }) => [
    sku,
    { sku, productFamily, attributes },
  ]);
  const onDemand = [...rows.values()].map(({ sku, terms }) => [sku, terms]);
  return JSON.stringify({
    formatVersion: 'v1.0',
    disclaimer: 'a stub for tests',
    offerCode: serviceCode,
    version,
    publicationDate,
    products: Object.fromEntries(products),
    terms: { OnDemand: Object.fromEntries(onDemand), Reserved: {} },
    attributesList: {},
  });
}
