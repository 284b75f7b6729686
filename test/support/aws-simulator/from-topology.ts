import { privateDnsNames, zonesOfNames } from '../../../src/core/private-dns-names.ts';
import type { Endpoint, Topology } from '../../../src/topology/topology.ts';
import { covers } from './answers.ts';
import { Cloud, type SimEndpoint } from './cloud.ts';
import { FULL } from './ec2.ts';

const ANY_ACCOUNT = '000000000000';

/** A cloud in which a network stands. What the network leaves open is set as AWS would have it: default tables, groups for its own VPC. */
export function cloudOf(topology: Topology, region: string): Cloud {
  const offered = new Map((topology.services ?? []).map((service) => [service.name, service.privateDnsNames]));
  const cloud = new Cloud(region, (service) => privateDnsNames(service, region, offered.get(service)));
  addVpcs(cloud, topology);
  for (const endpoint of topology.endpoints) addEndpoint(cloud, topology, endpoint);
  addPaths(cloud, topology);
  addDns(cloud, topology);
  return cloud;
}

function addVpcs(cloud: Cloud, topology: Topology): void {
  const names = new Set([
    ...(topology.vpcs ?? []).map((vpc) => vpc.id),
    ...topology.endpoints.flatMap((endpoint) => endpoint.vpc ?? []),
    ...(topology.flows ?? []).flatMap((flow) => flow.from.vpc ?? []),
    ...(topology.natGateways ?? []).flatMap((gateway) => gateway.vpc ?? []),
  ]);
  const zones = new Set([
    ...topology.endpoints.flatMap((endpoint) => endpoint.azs ?? []),
    ...(topology.vpcs ?? []).flatMap((vpc) => vpc.azs ?? []),
    ...(topology.natGateways ?? []).flatMap((gateway) => gateway.az ?? []),
  ]);
  [...names].forEach((id, index) => {
    const entry = (topology.vpcs ?? []).find((vpc) => vpc.id === id);
    const own = topology.endpoints.find((endpoint) => endpoint.vpc === id && endpoint.account !== undefined);
    cloud.vpcs.set(id, {
      id,
      account: entry?.account ?? own?.account ?? ANY_ACCOUNT,
      cidrs: entry?.cidrs ?? [`172.${16 + index}.0.0/16`],
    });
    for (const subnet of topology.subnets ?? [])
      if (subnet.vpc === id) cloud.subnets.set(subnet.id, { id: subnet.id, vpc: id, zone: subnet.az ?? '' });
    for (const zone of zones) {
      const known = [...cloud.subnets.values()].some((subnet) => subnet.vpc === id && subnet.zone === zone);
      if (!known) cloud.subnets.set(`subnet-${id}-${zone}`, { id: `subnet-${id}-${zone}`, vpc: id, zone });
    }
  });
  for (const group of topology.securityGroups ?? []) {
    const https = group.ingress.filter(
      (rule) => (rule.fromPort ?? 0) <= 443 && 443 <= (rule.toPort ?? rule.fromPort ?? 65535),
    );
    const cidrs = https.flatMap((rule) => rule.sources.filter((source) => source.includes('/')));
    cloud.groups.set(group.id, { vpc: group.vpc ?? '', name: group.id, cidrs: new Set(cidrs) });
  }
}

const textOf = (policy: unknown): string =>
  policy === undefined ? FULL : typeof policy === 'string' ? policy : JSON.stringify(policy);

function addEndpoint(cloud: Cloud, topology: Topology, endpoint: Endpoint): void {
  if (endpoint.vpc === undefined || endpoint.service === undefined) return;
  if (endpoint.type !== 'Interface' && endpoint.type !== 'Gateway') return;
  const { vpc } = endpoint;
  const id = endpoint.awsId ?? endpoint.id;
  const groups = endpoint.securityGroups ?? [`sg-${id}`];
  const guests = (topology.flows ?? [])
    .filter((flow) => flow.endpoint === endpoint.id)
    .flatMap((flow) => flow.from.vpc ?? []);
  for (const group of groups) {
    if (cloud.groups.has(group)) continue;
    const cidrs = [vpc, ...guests].flatMap((each) => cloud.vpcs.get(each)?.cidrs ?? []);
    cloud.groups.set(group, { vpc, name: group, cidrs: new Set(cidrs) });
  }
  const wanted = endpoint.azs ?? [];
  const own = [...cloud.subnets.values()].filter(
    (subnet) => subnet.vpc === vpc && (endpoint.subnets ?? []).includes(subnet.id),
  );
  const subnets = wanted.flatMap(
    (zone) =>
      own.find((subnet) => subnet.zone === zone)?.id ??
      [...cloud.subnets.values()].find((subnet) => subnet.vpc === vpc && subnet.zone === zone)?.id ??
      [],
  );
  const made: SimEndpoint = {
    id,
    vpc,
    type: endpoint.type,
    service: endpoint.service,
    subnets: new Set(subnets),
    groups: endpoint.type === 'Interface' ? groups : [],
    tables: new Set(),
    tags: endpoint.tags ?? {},
    privateDns: endpoint.privateDns === true,
    inboundOnly: endpoint.privateDnsInboundResolverOnly === true,
    policy: textOf(endpoint.policy),
  };
  cloud.endpoints.set(id, made);
}

/** Route tables, attachments and peerings; VPCs between which something flows, or routes lead, reach each other. */
function addPaths(cloud: Cloud, topology: Topology): void {
  addTables(cloud, topology);
  addTransit(cloud, topology);
  const hosts = new Map(topology.endpoints.map((endpoint) => [endpoint.id, endpoint.vpc]));
  for (const { from, endpoint, via } of topology.flows ?? []) {
    const host = hosts.get(endpoint);
    if (from.vpc === undefined || host === undefined || via === undefined || from.vpc === host) continue;
    connect(cloud, from.vpc, host, via);
    connect(cloud, host, from.vpc, via);
  }
  for (const gateway of cloud.endpoints.values()) {
    if (gateway.type !== 'Gateway') continue;
    for (const table of cloud.tables.values())
      if (table.vpc === gateway.vpc && table.main) gateway.tables.add(table.id);
  }
  for (const nat of topology.natGateways ?? []) {
    const subnet = [...cloud.subnets.values()].find(
      (each) => each.vpc === nat.vpc && (nat.az === undefined || each.zone === nat.az),
    );
    if (subnet) cloud.nats.set(nat.id, { subnet: subnet.id, vpc: subnet.vpc });
  }
}

function addTables(cloud: Cloud, topology: Topology): void {
  for (const table of topology.routeTables ?? []) {
    cloud.tables.set(table.id, {
      id: table.id,
      vpc: table.vpc ?? '',
      main: table.main === true,
      routes: new Map(
        table.routes.map((route) => [route.destination, route.active === false ? 'blackhole' : route.target]),
      ),
    });
  }
  for (const vpc of cloud.vpcs.keys()) {
    if ([...cloud.tables.values()].some((table) => table.vpc === vpc)) continue;
    cloud.tables.set(`rtb-${vpc}`, { id: `rtb-${vpc}`, vpc, main: true, routes: new Map() });
  }
}

function addTransit(cloud: Cloud, topology: Topology): void {
  for (const { id, vpcs } of topology.connectivity?.transitGateways ?? []) {
    const standard = { associated: new Set<string>(), propagated: new Set<string>() };
    cloud.transits.set(id, { id, standard: `${id}-rtb`, tables: new Map([[`${id}-rtb`, standard]]) });
    const targets = [...cloud.tables.values()].flatMap((table) =>
      [...table.routes].flatMap(([destination, target]) => (target === id ? [destination] : [])),
    );
    for (const vpc of vpcs) {
      const attachment = `${id}-attach-${vpc}`;
      cloud.attachments.set(attachment, { id: attachment, transit: id, vpc });
      standard.associated.add(attachment);
      const cidrs = cloud.vpcs.get(vpc)?.cidrs ?? [];
      // Who routes to a VPC over the gateway is led there.
      if (cidrs.some((cidr) => targets.some((target) => covers(target, cidr)))) standard.propagated.add(attachment);
    }
  }
}

function connect(cloud: Cloud, from: string, to: string, via: string): void {
  for (const table of cloud.tables.values()) {
    if (table.vpc !== from) continue;
    for (const cidr of cloud.vpcs.get(to)?.cidrs ?? []) {
      const isLed = [...table.routes].some(([destination, target]) => target === via && covers(destination, cidr));
      if (!isLed) table.routes.set(cidr, via);
    }
  }
  const transit = cloud.transits.get(via);
  transit?.tables.get(transit.standard)?.propagated.add(`${via}-attach-${to}`);
}

/** Hosted zones, Profiles, and private DNS where the network does not say: the first endpoint of a service that nothing stands in the way of has it. */
function addDns(cloud: Cloud, topology: Topology): void {
  const services = [...new Set([...cloud.endpoints.values()].map((endpoint) => endpoint.service))];
  const zones = services.flatMap((service) =>
    [...new Set(cloud.namesOf(service).map((one) => one.replace(/^\*\./, '')))].map((name) => ({ service, name })),
  );
  for (const [index, entry] of (topology.dns?.hostedZones ?? []).entries()) {
    const stated = entry.name?.replace(/\.$/, '').replace(/^\*\./, '');
    const meant = zones.filter(({ service, name }) =>
      stated === undefined ? entry.service === service : stated === name,
    );
    for (const { service, name } of meant) addZone(cloud, topology, { id: `Z${index}-${name}`, name, service, entry });
  }
  for (const profile of topology.dns?.profiles ?? []) addProfile(cloud, topology, profile);
  for (const endpoint of topology.endpoints) {
    const made = cloud.endpoints.get(endpoint.awsId ?? endpoint.id);
    if (made?.type === 'Interface' && endpoint.privateDns === undefined) made.privateDns = isFree(cloud, made);
  }
}

function isFree(cloud: Cloud, endpoint: SimEndpoint): boolean {
  try {
    cloud.refuseConflict(endpoint.vpc, cloud.heldBy({ ...endpoint, privateDns: true }), '', endpoint.id);
    return true;
  } catch {
    return false;
  }
}

/** A Profile holds the endpoints that VPCs of it use today. */
function addProfile(cloud: Cloud, topology: Topology, { id, vpcs }: { id: string; vpcs: readonly string[] }): void {
  const flows = (topology.flows ?? []).filter((flow) => flow.via !== undefined && vpcs.includes(flow.from.vpc ?? ''));
  const used = flows.flatMap((flow) => {
    const endpoint = topology.endpoints.find((each) => each.id === flow.endpoint);
    return endpoint && vpcs.includes(endpoint.vpc ?? '') ? [endpoint.awsId ?? endpoint.id] : [];
  });
  cloud.profiles.set(id, { vpcs: new Set(vpcs), endpoints: new Set(used) });
}

function addZone(
  cloud: Cloud,
  topology: Topology,
  {
    id,
    name,
    service,
    entry,
  }: {
    id: string;
    name: string;
    service: string;
    entry: { vpcs?: string[] | undefined; endpoint?: string | undefined };
  },
): void {
  const candidates = [...cloud.endpoints.values()].filter(
    (endpoint) => endpoint.service === service && endpoint.type === 'Interface',
  );
  const named = topology.endpoints.find((endpoint) => endpoint.id === entry.endpoint);
  const target = named
    ? cloud.endpoints.get(named.awsId ?? named.id)
    : candidates.find((endpoint) => entry.vpcs === undefined || entry.vpcs.includes(endpoint.vpc));
  if (!target) return;
  const vpcs = (entry.vpcs ?? [target.vpc]).filter((vpc) => cloud.vpcs.has(vpc));
  const free = vpcs.filter(
    (vpc) => ![...cloud.zones.values()].some((zone) => zone.name === name && zone.vpcs.has(vpc)),
  );
  // A VPC whose own endpoint answers by private DNS cannot be in the zone.
  const open = free.filter(
    (vpc) => ![...cloud.endpoints.values()].some((each) => each.vpc === vpc && cloud.heldBy(each).includes(name)),
  );
  if (open.length === 0) return;
  const zone = zonesOfNames(cloud.namesOf(service)).find((each) => each.name === name);
  const records = new Map((zone?.records ?? [name]).map((record) => [record, target.id]));
  cloud.zones.set(id, {
    id,
    name,
    account: cloud.account(target.vpc),
    vpcs: new Set(open),
    authorized: new Set(),
    records,
  });
}
