import { findRegion } from '../../../core/regions.ts';
import { NO_VALUE, Unknown, type Value } from './value.ts';

/** What the pseudo parameters of a stack follow from. */
interface StackPlace {
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
}

/** Value of an `AWS::` pseudo parameter; undefined for any other name. */
export function pseudoParameter(name: string, stack: StackPlace): Value | undefined {
  const partition = stack.region === undefined ? undefined : findRegion(stack.region)?.partition;
  switch (name) {
    case 'AWS::NoValue':
      return NO_VALUE;
    case 'AWS::Region':
      return stack.region ?? new Unknown(name, true);
    case 'AWS::AccountId':
      return stack.account ?? new Unknown(name, true);
    case 'AWS::StackName':
      return stack.name ?? new Unknown(name, true);
    case 'AWS::Partition':
      return partition ?? new Unknown(name, true);
    case 'AWS::URLSuffix':
      if (partition === 'aws' || partition === 'aws-us-gov') return 'amazonaws.com';
      return partition === 'aws-cn' ? 'amazonaws.com.cn' : new Unknown(name, true);
    case 'AWS::StackId':
      return new Unknown(name, true);
    case 'AWS::NotificationARNs':
      return new Unknown(name, false);
    default:
      return undefined;
  }
}
