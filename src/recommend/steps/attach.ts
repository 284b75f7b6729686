import { hcl, label, shell } from '../explain/quote.ts';
import { isEndpoint, type StepFacts, zonesOf } from '../explain/step-facts.ts';
import { accountOf, placeOf, subnetIn } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { aws, made, take, until, variable } from './shell.ts';
import { list } from './terraform.ts';

/** The address in Terraform and the variable of an attachment that a step makes. */
export const attachmentName = (gateway: string, vpc: string): string => label(`${gateway}_${vpc}`);

/** Transit Gateway attachments that are missing, each once, in one subnet of each zone of the VPC. */
export function attachVpcs(facts: StepFacts): readonly StepOperation[] {
  const { regional } = facts;
  const missing = facts.moved.flatMap(({ to }) =>
    isEndpoint(to) ? to.path.attachments.map((attachment) => ({ ...attachment, place: to.place })) : [],
  );
  const each = new Map(missing.map((attachment) => [`${attachment.gateway} ${attachment.vpc}`, attachment]));
  return [...each.values()].map(({ gateway, vpc, place }): StepOperation => {
    const account = accountOf(regional, vpc);
    const where = placeOf(regional, account);
    const zones = regional.vpcs.zones(vpc).length > 0 ? regional.vpcs.zones(vpc) : zonesOf(facts, place).after;
    const subnets = zones.map((zone) => subnetIn(regional, vpc, zone));
    const name = variable('attachment', gateway, vpc);
    return {
      title: `Attach ${vpc} to ${gateway} in ${zones.join(', ')}`,
      phase: 'prepare',
      changes: 1,
      cli: [
        ...subnets.flatMap((subnet) => subnet.lines),
        take(
          name,
          `ec2 create-transit-gateway-vpc-attachment --transit-gateway-id ${shell(gateway)} --vpc-id ${shell(vpc)} --subnet-ids ${subnets.map((subnet) => subnet.cli).join(' ')}`,
          'TransitGatewayVpcAttachment.TransitGatewayAttachmentId',
          where,
        ),
        until(
          `ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids ${made(name).cli}`,
          'TransitGatewayVpcAttachments[0].State',
          'available',
          where,
        ),
      ],
      undo: [aws(`ec2 delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id ${made(name).cli}`, where)],
      terraform: [
        ...subnets.flatMap((subnet) => subnet.terraform),
        {
          kind: 'make',
          type: 'aws_ec2_transit_gateway_vpc_attachment',
          name: attachmentName(gateway, vpc),
          account,
          body: [
            ['transit_gateway_id', hcl(gateway)],
            ['vpc_id', hcl(vpc)],
            ['subnet_ids', list(subnets.map((subnet) => subnet.hcl))],
          ],
        },
      ],
    };
  });
}
