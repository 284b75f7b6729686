import { type Finding, finding } from '../core/finding.ts';
import { regionOfService, shortService, zoneKind } from '../core/ids.ts';
import { isServiceName, nearService } from '../core/near-service.ts';
import { remembering } from '../core/remembering.ts';
import { type Endpoint, regionOf, type Topology } from './topology.ts';

/** Names AWS forms: com.amazonaws.us-east-1.ssm, cn.com.amazonaws..., aws.api..., com.amazonaws.vpce.<region>.vpce-svc-... */
const AWS_SERVICE_NAME = /^(?:cn\.)?(?:com\.amazonaws|aws)\.[a-z0-9][a-z0-9._-]*$/i;

/** Findings that say already why the hours of an endpoint are left out. */
const NO_HOURS = ['TG1174', 'TG1175'];

/** What the reader of any result should know about a network, whichever source read it. `told` are the source's own findings. */
export function networkFindings(topology: Topology, told: readonly Finding[]): readonly Finding[] {
  const kindOf = remembering(namingOf);
  const nameOf = remembering(serviceName);
  const findings: Finding[] = [];
  for (const endpoint of topology.endpoints) {
    const region = regionOf(endpoint, topology);
    zoneFindings(endpoint, kindOf, findings);
    serviceFindings(endpoint, region, nameOf, findings);
    if (region === undefined && endpoint.type !== 'Gateway') {
      findings.push(finding('TG1152', endpoint.id, `The Region of ${endpoint.id} is not known, so it is not priced.`));
    }
  }
  if (findings.length === 0 || told.length === 0) return findings;
  const known = new Set(told.map((each) => `${each.code} ${each.subject}`));
  return findings.filter(({ code, subject }) => {
    const isExplained = code === 'TG1150' && NO_HOURS.some((each) => known.has(`${each} ${subject}`));
    return !isExplained && !known.has(`${code} ${subject}`);
  });
}

/** Local Zones have names as zones of the Region do. */
function namingOf(zone: string): string {
  const kind = zoneKind(zone);
  return kind === 'local-zone' ? 'name' : kind;
}

function zoneFindings(endpoint: Endpoint, kindOf: (zone: string) => string, findings: Finding[]): void {
  const { id, type, azs } = endpoint;
  if (type !== 'Interface' && type !== 'GatewayLoadBalancer') return;
  if (!azs) {
    findings.push(finding('TG1150', id, `The zones of ${id} are not known, so its hours are left out of the total.`));
    return;
  }
  const [first] = azs;
  if (first === undefined) {
    findings.push(finding('TG1156', id, `${id} has no subnet, so it has no network interface and costs no hours.`));
    return;
  }
  let kind: string | undefined;
  for (let index = 0; index < azs.length; index++) {
    const own = kindOf(azs[index] ?? first);
    if (own === 'placeholder' || own === kind) continue;
    if (kind !== undefined) {
      findings.push(finding('TG1157', id, `${id} mixes zone ids and zone names, so one zone may be counted twice.`));
      return;
    }
    kind = own;
  }
}

interface ServiceName {
  readonly formed: boolean;
  readonly region: string | undefined;
  /** The service that the name was probably meant to be. */
  readonly near: string | undefined;
}

const serviceName = (name: string): ServiceName => ({
  formed: AWS_SERVICE_NAME.test(name) || isServiceName(name),
  near: nearService(shortService(name)),
  region: regionOfService(name),
});

function serviceFindings(
  endpoint: Endpoint,
  region: string | undefined,
  nameOf: (service: string) => ServiceName,
  findings: Finding[],
): void {
  const { id, service, serviceRegion } = endpoint;
  if (service === undefined) return;
  const name = nameOf(service);
  if (name.near !== undefined) {
    const message = `No service of AWS is known by the name that ${id} has; ${name.near} is one letter away.`;
    findings.push(finding('TG1183', id, message));
    return;
  }
  if (!name.formed) {
    const message = `The service of ${id} does not have the form of an AWS service name (com.amazonaws.<Region>.<service>).`;
    findings.push(finding('TG1155', id, message));
    return;
  }
  const expected = serviceRegion ?? region;
  if (name.region === undefined || expected === undefined || name.region === expected) return;
  const hint = `If it is a cross-Region endpoint, state serviceRegion: ${name.region}`;
  findings.push(
    finding('TG1158', id, `The service of ${id} lies in ${name.region}, but ${expected} is stated. ${hint}.`),
  );
}
