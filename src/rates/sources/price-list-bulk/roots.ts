/**
 * Roots of the public offer files by partition; GovCloud is in the commercial list. Sources: AWS Billing user guide and
 * opencost#739, read 2026-11-23. No root is sourced for the European Sovereign Cloud.
 */
const ROOTS: Readonly<Record<string, string>> = {
  aws: 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/',
  'aws-us-gov': 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/',
  'aws-cn': 'https://pricing.cn-north-1.amazonaws.com.cn/offers/v1.0/cn/',
};

/** The root of a partition's offer files, at another origin when one is given (a mirror, a proxy, a test). */
export function rootOf(partition: string, origin: string | undefined): string | undefined {
  const root = ROOTS[partition];
  return root === undefined || origin === undefined ? root : new URL(new URL(root).pathname, origin).href;
}
