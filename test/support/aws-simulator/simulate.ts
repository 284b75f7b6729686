import type { Topology } from '../../../src/topology/topology.ts';
import { type Answer, answerOf, whyUnreachable } from './answers.ts';
import { commandOf } from './arguments.ts';
import { type Cloud, Refusal } from './cloud.ts';
import { EC2 } from './ec2.ts';
import { cloudOf } from './from-topology.ts';
import { PROFILES, ROUTE53 } from './route53.ts';
import { Shell } from './shell.ts';
import { TRANSIT } from './transit.ts';

/** Calls that only read, of services that a simulated network has nothing of. */
const ELSEWHERE = /^(cloudwatch get-|accessanalyzer check-|s3api |kms |sqs |sns |secretsmanager |ecr )/;

export interface Simulation {
  /** The network after all steps, and what it was. */
  readonly after: Cloud;
  readonly before: string;
  readonly undone: string;
  /** Every command that ran, as words. */
  readonly commands: readonly (readonly string[])[];
}

/** One operation of a plan: its commands, what a person looks at after them, and the way back. */
export interface SimStep {
  readonly title: string;
  readonly cli?: string | undefined;
  readonly check?: string | undefined;
  readonly undo?: string | undefined;
}

/**
 * Runs every command of a plan in a real shell against a small cloud that stands as the network does today, looks at each name after each command, and
 * runs the way back. Throws where a command is refused, a name has no answer or an unreachable one, or the way back leads elsewhere.
 */
export async function simulate(topology: Topology, region: string, actions: readonly SimStep[]): Promise<Simulation> {
  const cloud = cloudOf(topology, region);
  const commands: (readonly string[])[] = [];
  const watch = new Watch(cloud, topology);
  const shell = new Shell((words, folder) => {
    commands.push(words);
    const answer = run(cloud, words, folder);
    watch.afterCommand();
    return answer;
  });
  const before = pictureOf(cloud);
  try {
    for (const action of actions) {
      await shell.run(`${action.cli ?? ''}\n${action.check ?? ''}`);
      watch.afterAction(action.title);
    }
    const after = structuredCloneOf(cloud);
    for (const action of actions.toReversed()) {
      if (action.undo) await shell.run(action.undo);
      watch.afterAction(`undo: ${action.title}`);
    }
    return { after, before, undone: pictureOf(cloud), commands };
  } finally {
    shell.end();
  }
}

function run(cloud: Cloud, words: readonly string[], folder: string): string {
  const command = commandOf(words, folder);
  const [service = '', operation = ''] = words;
  if (ELSEWHERE.test(`${service} ${operation}`)) return '';
  const handlers = { ec2: { ...EC2, ...TRANSIT }, route53: ROUTE53, route53profiles: PROFILES }[service];
  const handler = handlers?.[operation];
  if (!handler) throw new Refusal('InvalidAction', words.join(' '));
  try {
    return command.print(handler(cloud, command));
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, `${error.message} (${words.join(' ')})`);
    throw error;
  }
}

/** Looks at the names of everybody who asks for one. */
class Watch {
  readonly #cloud: Cloud;
  readonly #asked: readonly {
    readonly vpc: string;
    readonly service: string;
    readonly name: string;
    readonly was: Answer;
    readonly lost: string | undefined;
  }[];
  /** VPC and service of clients that send anything, or may. */
  readonly #used: ReadonlySet<string>;

  constructor(cloud: Cloud, topology: Topology) {
    this.#cloud = cloud;
    const pairs = new Map<string, { vpc: string; service: string; name: string }>();
    const add = (vpc: string | undefined, service: string | undefined): void => {
      if (vpc === undefined || service === undefined) return;
      for (const name of cloud.namesOf(service)) {
        for (const each of name.startsWith('*.') ? [name.replace('*', 'any'), name.slice(2)] : [name])
          pairs.set(`${vpc} ${each}`, { vpc, service, name: each });
      }
    };
    for (const endpoint of topology.endpoints) if (endpoint.type === 'Interface') add(endpoint.vpc, endpoint.service);
    for (const flow of topology.flows ?? [])
      add(flow.from.vpc, topology.endpoints.find((each) => each.id === flow.endpoint)?.service);
    for (const gateway of topology.natGateways ?? [])
      for (const each of gateway.destinations ?? []) add(gateway.vpc, each.service);
    this.#used = usersOf(topology);
    this.#asked = [...pairs.values()]
      .filter(({ vpc }) => cloud.vpcs.has(vpc))
      .map(({ vpc, service, name }) => ({
        vpc,
        service,
        name,
        was: answerOf(cloud, vpc, name),
        lost: this.#why(vpc, answerOf(cloud, vpc, name)),
      }));
  }

  #why(vpc: string, answer: Answer): string | undefined {
    return typeof answer === 'object' ? whyUnreachable(this.#cloud, vpc, answer.endpoint) : undefined;
  }

  /** After each command no name leads to nothing, or to where the VPC does not reach, that did not before. */
  afterCommand(): void {
    for (const { vpc, name, was, lost } of this.#asked) {
      const now = answerOf(this.#cloud, vpc, name);
      if (now === 'nothing' && was !== 'nothing') throw new Error(`${name} answers nothing in ${vpc}`);
      const why = this.#why(vpc, now);
      if (why !== undefined && (lost === undefined || JSON.stringify(now) !== JSON.stringify(was)))
        throw new Error(`${name} in ${vpc}: ${why}`);
    }
  }

  /** After each step a name that an endpoint answered answers again, unless the plan leaves it to the public path. */
  afterAction(title: string): void {
    this.afterCommand();
    for (const { vpc, service, name, was } of this.#asked) {
      if (typeof was !== 'object' || answerOf(this.#cloud, vpc, name) !== 'public') continue;
      if (!this.#hasPublicPath(vpc, service) && this.#used.has(`${vpc} ${service}`))
        throw new Error(`${name} of ${vpc} has a public answer and no path there (${title})`);
    }
  }

  /** A gateway endpoint of the service, or a NAT gateway of the VPC. */
  #hasPublicPath(vpc: string, service: string): boolean {
    const gateway = [...this.#cloud.endpoints.values()].some(
      (each) => each.type === 'Gateway' && each.vpc === vpc && each.service === service,
    );
    return gateway || [...this.#cloud.nats.values()].some((nat) => nat.vpc === vpc);
  }

  /** What each name answers now. */
  answers(): readonly (readonly [vpc: string, name: string, answer: Answer])[] {
    return this.#asked.map(({ vpc, name }) => [vpc, name, answerOf(this.#cloud, vpc, name)]);
  }
}

/** VPC and service of everybody whose traffic is not known to be nothing. */
function usersOf({ endpoints, flows = [] }: Topology): ReadonlySet<string> {
  const rest = (endpoint: Topology['endpoints'][number]): number => {
    const others = flows.filter((flow) => flow.endpoint === endpoint.id && flow.from.vpc !== endpoint.vpc);
    return (
      Number(endpoint.traffic?.monthlyGb ?? 1) - others.reduce((all, flow) => all + Number(flow.monthlyGb ?? 0), 0)
    );
  };
  return new Set([
    ...endpoints.flatMap((each) =>
      each.type === 'Interface' && rest(each) > 0 ? [`${each.vpc} ${each.service}`] : [],
    ),
    ...flows.map((flow) => `${flow.from.vpc} ${endpoints.find((each) => each.id === flow.endpoint)?.service}`),
  ]);
}

const sorted = (values: Iterable<string>): string[] => [...values].toSorted();

/** A network as text, whatever ids AWS gave to what was made again. */
export function pictureOf(cloud: Cloud): string {
  const nameOf = (id: string): string => {
    const endpoint = cloud.endpoints.get(id);
    return endpoint ? `${endpoint.vpc} ${endpoint.service} ${sorted(endpoint.groups)}` : id;
  };
  return JSON.stringify(
    {
      vpcs: sorted(cloud.vpcs.keys()),
      endpoints: [...cloud.endpoints.values()]
        .map(({ id: _, subnets, tables, ...rest }) =>
          JSON.stringify({ ...rest, subnets: sorted(subnets), tables: sorted(tables) }),
        )
        .toSorted(),
      zones: [...cloud.zones.values()]
        .map(({ name, vpcs, records, authorized }) =>
          JSON.stringify([
            name,
            sorted(vpcs),
            sorted(authorized),
            [...records].map(([record, id]) => [record, nameOf(id)]),
          ]),
        )
        .toSorted(),
      groups: [...cloud.groups].map(([id, { cidrs }]) => [id, sorted(cidrs)]),
      tables: [...cloud.tables.values()].map(({ id, routes }) => [id, [...routes].map(String).toSorted()]),
      transits: [...cloud.transits.values()].map(({ id, tables }) => [
        id,
        [...tables].map(([table, { associated, propagated }]) => [table, sorted(associated), sorted(propagated)]),
      ]),
      attachments: sorted(cloud.attachments.keys()),
      profiles: [...cloud.profiles].map(([id, { endpoints }]) => [id, sorted([...endpoints].map(nameOf))]),
      nats: [...cloud.nats.values()].map(({ subnet }) => subnet),
    },
    null,
    1,
  );
}

/** A copy that stays as it is while the cloud goes on. */
function structuredCloneOf(cloud: Cloud): Cloud {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(cloud) as object), cloud) as Cloud;
  return Object.assign(copy, {
    endpoints: new Map(
      [...cloud.endpoints].map(([id, endpoint]) => [
        id,
        { ...endpoint, subnets: new Set(endpoint.subnets), tables: new Set(endpoint.tables) },
      ]),
    ),
    zones: new Map(
      [...cloud.zones].map(([id, zone]) => [id, { ...zone, vpcs: new Set(zone.vpcs), records: new Map(zone.records) }]),
    ),
    profiles: new Map(
      [...cloud.profiles].map(([id, profile]) => [id, { ...profile, endpoints: new Set(profile.endpoints) }]),
    ),
    vpcs: new Map(cloud.vpcs),
    nats: new Map(cloud.nats),
    attachments: new Map(cloud.attachments),
    groups: new Map([...cloud.groups].map(([id, group]) => [id, { ...group, cidrs: new Set(group.cidrs) }])),
    tables: new Map([...cloud.tables].map(([id, table]) => [id, { ...table, routes: new Map(table.routes) }])),
  });
}
