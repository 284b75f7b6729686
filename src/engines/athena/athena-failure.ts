import { TollgateError } from '../../core/errors.ts';

/** What the SDK throws, in our words. */
export function athenaFailure(error: unknown): unknown {
  if (error instanceof TollgateError || !(error instanceof Error) || error.name === 'AbortError') return error;
  if (/^(CredentialsProviderError|NoAuthHandlerFound|TokenProviderError)$/.test(error.name)) {
    return new TollgateError('TG2001', 'No AWS credentials were found.', {
      hint: 'Set AWS_PROFILE, or log in with `aws sso login`.',
      cause: error,
    });
  }
  const why = /Throttl|TooManyRequests/.test(error.name) ? 'it kept throttling' : `it answers ${error.name}`;
  return new TollgateError('TG2072', `Athena cannot be asked: ${why}.`, {
    hint: 'Check the workgroup, the catalog and the rights: athena:StartQueryExecution, athena:GetQueryExecution, athena:GetQueryResults, athena:GetTableMetadata, glue:GetTable, glue:GetPartitions, and s3 for data and results.',
    cause: error,
  });
}
