import { hcl, label, shell } from '../explain/quote.ts';
import { listed, type StepFacts } from '../explain/step-facts.ts';
import { closedTo } from '../plan/rules-after.ts';
import { arrivalsBy } from './arrivals.ts';
import { accountOf, cidrsInTerraform, cidrsOf, forEachCidr, groupsOf, hostAccount, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { aws, take, variable, type Word } from './shell.ts';
import type { Expression, TerraformChange } from './terraform.ts';

type Lines = Pick<StepOperation, 'cli' | 'terraform' | 'changes'>;

const permissions = (cidr: Word): string =>
  `--ip-permissions "IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=${cidr.cli.replaceAll('"', '')}}]"`;

/** Rules of a new security group, which holds none yet. */
export function admitInto(
  facts: StepFacts,
  group: Word,
  groupInTerraform: Expression,
  vpcs: readonly string[],
  name: string,
): Lines {
  const { regional } = facts;
  const where = placeOf(
    regional,
    accountOf(regional, facts.made.find((each) => facts.names.place(each) === name)?.vpc),
  );
  const cli = vpcs.flatMap((vpc) =>
    forEachCidr(regional, vpc, (cidr) => [
      aws(`ec2 authorize-security-group-ingress --group-id ${group.cli} ${permissions(cidr)}`, where),
    ]),
  );
  const terraform = vpcs.flatMap((vpc) => rules(facts, vpc, name, groupInTerraform, where.account));
  return { cli, terraform, changes: vpcs.length };
}

function rules(
  { regional }: StepFacts,
  vpc: string,
  name: string,
  group: Expression,
  account: string | undefined,
  only?: readonly string[],
): readonly TerraformChange[] {
  const { cidrs, terraform } = cidrsInTerraform(regional, vpc);
  const wanted = only ? cidrs.filter((cidr) => only.some((each) => cidr === hcl(each))) : cidrs;
  return [
    ...terraform,
    ...wanted.map(
      (cidr, index): TerraformChange => ({
        kind: 'make',
        type: 'aws_vpc_security_group_ingress_rule',
        name: label(`${name}_${vpc}${index === 0 ? '' : `_${index + 1}`}`),
        account,
        body: [
          ['security_group_id', group],
          ['cidr_ipv4', cidr],
          ['ip_protocol', '"tcp"'],
          ['from_port', '443'],
          ['to_port', '443'],
        ],
      }),
    ),
  ];
}

/** Security groups of standing endpoints must admit who comes: what they admit already stays as it is. */
export const admitClients = (facts: StepFacts): readonly StepOperation[] =>
  arrivalsBy(facts).flatMap(([place, clients]): StepOperation[] => {
    if (!place.joined) return [];
    const vpcs = [...new Set(clients.flatMap((client) => client.vpc ?? []))];
    const open = vpcs
      .map((vpc) => ({ vpc, cidrs: closedTo(facts.regional, place, vpc) }))
      .filter(({ cidrs }) => cidrs?.length !== 0);
    const [group] = groupsOf(facts, place);
    if (!group || open.length === 0) return [];
    const id = facts.names.place(place);
    const where = placeOf(facts.regional, hostAccount(facts.regional, place));
    const cidrs = open.flatMap(
      ({ vpc, cidrs: missing }) =>
        missing ?? (cidrsOf(facts.regional, vpc).length > 0 ? cidrsOf(facts.regional, vpc) : [`the CIDRs of ${vpc}`]),
    );
    const cli: string[] = [...group.lines];
    const undo: string[] = [];
    for (const { vpc, cidrs: missing } of open) {
      const lines = forEachCidr(facts.regional, vpc, (cidr, number) => {
        if (missing && !missing.some((each) => shell(each) === cidr.cli)) return [];
        const rule = `--group-id ${group.cli} ${permissions(cidr)}`;
        if (missing) {
          undo.push(aws(`ec2 revoke-security-group-ingress ${rule}`, where));
          return [aws(`ec2 authorize-security-group-ingress ${rule}`, where)];
        }
        const there = variable('admitted', id, vpc, String(number));
        undo.push(`[ "$${there}" != 0 ] || ${aws(`ec2 revoke-security-group-ingress ${rule}`, where)}`);
        const filters = `Name=ip-permission.cidr,Values=${cidr.cli.replaceAll('"', '')}`;
        return [
          take(
            there,
            `ec2 describe-security-groups --group-ids ${group.cli} --filters "${filters}" Name=ip-permission.to-port,Values=443`,
            'length(SecurityGroups)',
            where,
          ),
          `[ "$${there}" != 0 ] || ${aws(`ec2 authorize-security-group-ingress ${rule}`, where)}`,
        ];
      });
      cli.push(...lines);
    }
    return [
      {
        title: `Admit ${listed(open.map(({ vpc }) => vpc))} to ${id} on port 443: ${listed(cidrs)}`,
        phase: 'prepare',
        changes: open.length,
        cli,
        undo: undo.toReversed(),
        terraform: [
          ...group.terraform,
          ...open.flatMap(({ vpc, cidrs: missing }) => rules(facts, vpc, id, group.hcl, where.account, missing)),
        ],
      },
    ];
  });
