import type { ServiceZone } from '../../core/private-dns-names.ts';

/** A change batch of alias records as one word of a shell, whose target two variables name. */
export function recordBatch(action: string, zone: ServiceZone, name: string, zoneOfName: string): string {
  const changes = zone.records.map(
    (record) =>
      `{"Action":"${action}","ResourceRecordSet":{"Name":"${record.replace(/[^\w.*-]/g, '-')}","Type":"A","AliasTarget":{"HostedZoneId":"'"$${zoneOfName}"'","DNSName":"'"$${name}"'","EvaluateTargetHealth":false}}}`,
  );
  return `'{"Changes":[${changes.join(',')}]}'`;
}
