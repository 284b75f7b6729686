import { TollgateError } from '../../../core/errors.ts';
import { refused, unreachable, unreadable } from '../../price-list/errors.ts';

const STALE_TOKEN: ReadonlySet<string> = new Set(['ExpiredNextTokenException', 'InvalidNextTokenException']);

const REFUSED: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'MissingAuthenticationTokenException',
  'ExpiredTokenException',
  'CredentialsProviderError',
  'TokenProviderError',
]);

/** The question was wrong, so asking again would not help. */
const REJECTED: ReadonlySet<string> = new Set(['InvalidParameterException', 'NotFoundException', 'SyntaxError']);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

export const isStaleToken = (error: unknown): boolean => STALE_TOKEN.has(nameOf(error));

/** Says in our words why GetProducts failed after the SDK's own retries. An abort stays what it is. */
export function toTollgateError(error: unknown, serviceCode: string, signal: AbortSignal | undefined): unknown {
  if (error instanceof TollgateError) return error;
  if (signal?.aborted) return signal.reason;
  const name = nameOf(error);
  if (REFUSED.has(name)) return refused(`The Price List Query API refuses the request (${name}).`, error);
  if (REJECTED.has(name) || isStaleToken(error)) {
    return unreadable(`The Price List Query API gave no list of ${serviceCode} products (${name}).`, error);
  }
  return unreachable(`The Price List Query API did not answer for ${serviceCode} (${name}).`, error);
}
