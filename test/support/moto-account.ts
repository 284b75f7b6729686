import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ec2 from '@aws-sdk/client-ec2';

/** Fills an account of moto. The SDK finds moto through `AWS_ENDPOINT_URL`. */
export function motoAccount(region: string) {
  const ec2Client = new ec2.EC2Client({ region });
  const cloudwatchClient = new cloudwatch.CloudWatchClient({ region });

  async function network(): Promise<{ vpc: string; subnets: string[] }> {
    const vpc = (await ec2Client.send(new ec2.CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId ?? '';
    const subnets: string[] = [];
    for (const [index, zone] of ['a', 'b', 'c'].entries()) {
      const made = await ec2Client.send(
        new ec2.CreateSubnetCommand({
          VpcId: vpc,
          CidrBlock: `10.1.${index}.0/24`,
          AvailabilityZone: `${region}${zone}`,
        }),
      );
      subnets.push(made.Subnet?.SubnetId ?? '');
    }
    return { vpc, subnets };
  }

  async function endpoint(
    vpc: string,
    type: ec2.VpcEndpointType,
    service: string,
    subnets: string[] = [],
    team = 'platform',
  ): Promise<string> {
    const made = await ec2Client.send(
      new ec2.CreateVpcEndpointCommand({
        VpcId: vpc,
        VpcEndpointType: type,
        ServiceName: `com.amazonaws.${region}.${service}`,
        ...(subnets.length > 0 && { SubnetIds: subnets }),
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: '*', Action: `${service}:Get*`, Resource: '*' }],
        }),
        TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: [{ Key: 'team', Value: team }] }],
      }),
    );
    return made.VpcEndpoint?.VpcEndpointId ?? '';
  }

  /** One datapoint in both dimension sets, as AWS publishes it. */
  async function measure(
    id: string,
    vpc: string,
    service: string,
    subnet: string,
    bytes: number,
    at: Date,
  ): Promise<void> {
    const shared = [
      { Name: 'Endpoint Type', Value: 'Interface' },
      { Name: 'Service Name', Value: `com.amazonaws.${region}.${service}` },
      { Name: 'VPC Endpoint Id', Value: id },
      { Name: 'VPC Id', Value: vpc },
    ];
    const zone = [...shared.slice(0, 2), { Name: 'Subnet Id', Value: subnet }, ...shared.slice(2)];
    for (const Dimensions of [shared, zone]) {
      await cloudwatchClient.send(
        new cloudwatch.PutMetricDataCommand({
          Namespace: 'AWS/PrivateLinkEndpoints',
          MetricData: [
            { MetricName: 'BytesProcessed', Dimensions, Value: bytes, Timestamp: at, StorageResolution: 60 },
          ],
        }),
      );
    }
  }

  return { network, endpoint, measure };
}
