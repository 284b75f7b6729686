import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';

type Entry = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** More endpoints than any account has; a file of ten lines must not expand without end. */
const MOST_ENDPOINTS = 100_000;

/**
 * Writes out the short forms of a topology file: an entry of `endpoints` with `services` and `vpcs` is one endpoint for each pair
 * (id `vpc-service`), a short service name is the AWS service of the Region, and a zone letter is that zone of the Region. What has no short
 * form is left as it is, so that the lines of the document stay true where it is checked. Throws TG1005.
 */
export function expandGroups(document: InputDocument): InputDocument {
  const { value } = document;
  if (!isRecord(value) || !Array.isArray(value.endpoints)) return document;
  const written: readonly unknown[] = value.endpoints;
  const regionOfVpc = new Map<unknown, unknown>();
  for (const vpc of Array.isArray(value.vpcs) ? value.vpcs : []) if (isRecord(vpc)) regionOfVpc.set(vpc.id, vpc.region);
  const endpoints: unknown[] = [];
  const origins: number[] = [];
  const regionOf = (entry: Entry): unknown => entry.region ?? regionOfVpc.get(entry.vpc) ?? value.region;
  written.forEach((entry, index) => {
    for (const each of isRecord(entry) ? groupOf(entry, document, index) : [entry]) {
      endpoints.push(isRecord(each) ? withZones(each, regionOf(each), isRecord(entry) && 'services' in entry) : each);
      origins.push(index);
    }
    // What is written one by one is as long as people wrote it.
    if (endpoints.length - index > MOST_ENDPOINTS)
      throw problem(document, index, `stands for more than ${MOST_ENDPOINTS} endpoints`);
  });
  if (endpoints.every((each, index) => each === written[index])) return document;
  return {
    ...document,
    value: { ...value, endpoints },
    lineOf: ([head, index, ...rest]) =>
      head === 'endpoints' && typeof index === 'number'
        ? document.lineOf([head, origins[index] ?? index, ...rest])
        : document.lineOf(head === undefined ? [] : index === undefined ? [head] : [head, index, ...rest]),
  };
}

/** The endpoints of one entry: itself, or one for each service in each VPC. */
function groupOf(entry: Entry, document: InputDocument, index: number): readonly Entry[] {
  if (!('services' in entry)) return [entry];
  const { services, vpcs, ...shared } = entry;
  if (!isNames(services)) throw problem(document, index, 'needs a list of service names under services');
  if (vpcs !== undefined && !isNames(vpcs)) throw problem(document, index, 'needs a list of VPC ids under vpcs');
  if ('id' in shared || 'service' in shared || (vpcs && 'vpc' in shared)) {
    throw problem(document, index, 'stands for several endpoints, so it has no id, service or vpc of its own');
  }
  const places = vpcs?.map((vpc) => ({ vpc })) ?? [typeof shared['vpc'] === 'string' ? { vpc: shared['vpc'] } : {}];
  return places.flatMap((place: { vpc?: string }) =>
    services.map((service) => ({
      type: 'Interface',
      ...shared,
      ...place,
      id: place.vpc === undefined ? service : `${place.vpc}-${service}`,
      service,
    })),
  );
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' && each !== '');

/** Zone letters and, in a group, short service names need the Region. */
function withZones(entry: Entry, region: unknown, isGroup: boolean): Entry {
  if (typeof region !== 'string') return entry;
  const { azs, service } = entry;
  const hasLetters = Array.isArray(azs) && azs.some((zone) => typeof zone === 'string' && /^[a-z]$/.test(zone));
  const isShort = isGroup && typeof service === 'string' && !/^(?:com|cn|aws)\./.test(service);
  if (!hasLetters && !isShort && !isGroup) return entry;
  return {
    ...entry,
    ...(isGroup && { region }),
    ...(hasLetters && {
      azs: azs.map((zone) => (typeof zone === 'string' && /^[a-z]$/.test(zone) ? region + zone : zone)),
    }),
    ...(isShort && { service: `com.amazonaws.${region}.${service}` }),
  };
}

function problem(document: InputDocument, index: number, what: string): TollgateError {
  const line = document.lineOf(['endpoints', index]);
  return new TollgateError('TG1005', `${document.name}: endpoints[${index}] ${what}.`, {
    location: { file: document.name, ...(line !== undefined && { line }), path: `endpoints[${index}]` },
  });
}
