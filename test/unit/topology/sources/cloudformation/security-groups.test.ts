import { expect, test } from 'vitest';
import { endpointOn, network, readTemplate } from '../../../../support/read-template.ts';

const GROUPS = `
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: "443", CidrIp: !GetAtt Vpc.CidrBlock }
        - { IpProtocol: -1, SourceSecurityGroupId: !GetAtt Vpc.DefaultSecurityGroup }
  Extra:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIpv6: "::/0" }
  Unused:
    Type: AWS::EC2::SecurityGroup
    Properties: { VpcId: !Ref Vpc }
`;

test('the rules of the groups an endpoint names are read, inline and standalone', async () => {
  const endpoint = `${endpointOn('[!Ref SubnetA]').trimEnd()}\n      SecurityGroupIds: [!GetAtt Group.GroupId, sg-1]\n`;
  const { topology } = await readTemplate(network(GROUPS + endpoint), { region: 'us-east-1' });
  expect(topology.endpoints[0]?.securityGroups).toEqual(['Group', 'sg-1']);
  expect(topology.securityGroups).toEqual([
    {
      id: 'Group',
      vpc: 'Vpc',
      ingress: [
        { protocol: 'tcp', fromPort: 443, toPort: 443, sources: ['10.0.0.0/16'] },
        { protocol: '-1', sources: ['Vpc.DefaultSecurityGroup'] },
        { protocol: 'tcp', fromPort: 80, toPort: 80, sources: ['::/0'] },
      ],
    },
  ]);
});
