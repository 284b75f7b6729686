import { type ErrorCode, TollgateError } from '../core/errors.ts';

interface Failure {
  readonly names: RegExp;
  readonly code: ErrorCode;
  readonly message: (region: string, error: Error) => string;
  readonly hint: string;
}

/** What the SDK's error names mean to a user; the first that matches counts. Names: EC2, CloudWatch and STS common errors. */
const FAILURES: readonly Failure[] = [
  {
    names: /^(CredentialsProviderError|NoAuthHandlerFound|TokenProviderError)$/,
    code: 'TG2001',
    message: () => 'No AWS credentials were found.',
    hint: 'Set AWS_PROFILE, or log in with `aws sso login`.',
  },
  {
    names: /Expired|TokenRefreshRequired/,
    code: 'TG2002',
    message: (_, { name }) => `The AWS credentials have expired (${name}).`,
    hint: 'Log in again and repeat the scan: what it stored is not asked for twice.',
  },
  {
    names: /UnauthorizedOperation|AccessDenied|NotAuthorized/,
    code: 'TG2003',
    message: (region) => `AWS denies a call that a scan of ${region} cannot do without.`,
    hint: 'docs/guides/permissions.md lists the least policy.',
  },
  {
    names:
      /AuthFailure|UnrecognizedClient|InvalidClientTokenId|OptInRequired|SignatureDoesNotMatch|IncompleteSignature/,
    code: 'TG2004',
    message: (region) => `The credentials are not valid in ${region}.`,
    hint: 'Check that the account has enabled the Region, and that the credentials belong to its partition.',
  },
  {
    names: /^(NoAnswerError|TimeoutError)$/,
    code: 'TG2008',
    message: (region) => `AWS does not answer in ${region}: two requests in a row had no whole answer.`,
    hint: 'Check the network, proxy and VPC endpoints on the way to AWS, and repeat the scan: what it stored is not asked for twice.',
  },
  {
    names: /^ClockDiffersError$/,
    code: 'TG2005',
    message: (_, error) => `The clock of this machine differs too much from that of AWS: ${error.message}.`,
    hint: 'Set the clock and repeat the scan.',
  },
  {
    names: /RequestTimeTooSkewed|RequestInTheFuture|InvalidSignatureException/,
    code: 'TG2005',
    message: () => 'The clock of this machine differs too much from that of AWS.',
    hint: 'Set the clock and repeat the scan.',
  },
];

/** An error of the SDK in our words. Its own text may name principals and is not repeated. */
export function awsFailure(error: unknown, region: string): TollgateError {
  const name = error instanceof Error ? error.name : '';
  const failure = FAILURES.find((each) => each.names.test(name));
  if (failure && error instanceof Error)
    return new TollgateError(failure.code, failure.message(region, error), { hint: failure.hint, cause: error });
  const why = /Throttl|RequestLimitExceeded|TooManyRequests/.test(name)
    ? 'it kept throttling'
    : `it answered ${name || 'nothing'}`;
  return new TollgateError('TG2006', `AWS could not be asked about ${region}: ${why}.`, {
    hint: 'Check the network and the Region, and repeat the scan: what it stored is not asked for twice.',
    cause: error,
  });
}
