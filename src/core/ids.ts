import { findRegion, REGIONS } from './regions.ts';

/** A zone id (use1-az1) is the same place in every account; a zone name (us-east-1a) means something only inside one. */
const AZ_ID = /^([a-z]{2,6}\d)-(?:[a-z]{3}\d-|wl\d-[a-z]{3}-)?(?:az|wlz)\d+$/;
const AZ_NAME = /^([a-z]{2,4}(?:-[a-z]+)+-\d)([a-z])$/;
/** Local Zones (us-west-2-lax-1a) and Wavelength Zones (us-east-1-wl1-bos-wlz-1) carry the name of their Region. */
const LOCAL_ZONE = /^([a-z]{2,4}(?:-[a-z]+)+-\d)-(?:[a-z]{3}-\d[a-z]|wl\d-[a-z]{3}-wlz-\d+)$/;

/** Stands for a zone that is known to be one of its own while nothing tells its name: a subnet whose zone AWS will choose. */
const PLACEHOLDER = 'zone:';
const PLACEHOLDER_LENGTH = 64;

export type ZoneKind = 'id' | 'name' | 'local-zone' | 'placeholder' | 'unknown';

/** A placeholder for one distinct zone. Equal labels are one zone; only the end of a long label is kept. */
export function placeholderZone(label: string): string {
  const room = PLACEHOLDER_LENGTH - PLACEHOLDER.length;
  return PLACEHOLDER + (label.length <= room ? label : `...${label.slice(3 - room)}`);
}

export function zoneKind(zone: string): ZoneKind {
  if (AZ_ID.test(zone)) return 'id';
  if (AZ_NAME.test(zone)) return 'name';
  if (zone.startsWith(PLACEHOLDER)) return 'placeholder';
  return LOCAL_ZONE.test(zone) ? 'local-zone' : 'unknown';
}

/** Whether a zone id or name can lie in the Region. A Region whose id prefix no source tells accepts any zone id; a placeholder fits anywhere. */
export function zoneInRegion(zone: string, region: string): boolean {
  if (zone.startsWith(PLACEHOLDER)) return true;
  const id = AZ_ID.exec(zone);
  if (id) {
    const prefix = findRegion(region)?.azIdPrefix;
    return prefix === null || prefix === id[1];
  }
  return zone.startsWith(region) && zoneKind(zone) !== 'unknown';
}

/** The Region of a zone name ("us-east-1a" is in us-east-1); undefined for a zone id or anything else. */
export const regionOfZoneName = (zone: string): string | undefined =>
  (AZ_NAME.exec(zone) ?? LOCAL_ZONE.exec(zone))?.[1];

/** The Region of a zone name or id ("use1-az1" is in us-east-1); undefined where no table knows it. */
export function regionOfZone(zone: string): string | undefined {
  const prefix = AZ_ID.exec(zone)?.[1];
  return prefix === undefined
    ? regionOfZoneName(zone)
    : REGIONS.find(({ azIdPrefix }) => azIdPrefix === prefix)?.region;
}

const AWS_SERVICE = /^(?:com\.amazonaws|cn\.com\.amazonaws|aws\.api|aws|com\.amazonaws\.vpce)\.(.+)$/;

/** The part of a service name people use: com.amazonaws.us-east-1.ecr.api is "ecr.api"; an endpoint service keeps its vpce-svc id. */
export function shortService(service: string): string {
  const rest = AWS_SERVICE.exec(service)?.[1];
  if (rest === undefined) return service;
  const custom = /(?:^|\.)(vpce-svc-[0-9a-z]+)$/.exec(rest);
  if (custom?.[1]) return custom[1];
  const dot = rest.indexOf('.');
  if (dot === -1) return rest;
  return findRegion(rest.slice(0, dot)) ? rest.slice(dot + 1) : rest;
}

/** The Region inside a service name, where there is one. */
export function regionOfService(service: string): string | undefined {
  return service.split('.').find((part) => findRegion(part) !== undefined);
}

/** Ids AWS gives to ways from on-premises: VPN connections, virtual private gateways, Direct Connect gateways and interfaces. */
export const isOnPremisesId = (id: string): boolean => /^(?:vpn|vgw|dxgw|dxvif|dxcon)-./.test(id);
