import { TollgateError } from '../core/errors.ts';
import type { Failure } from './attempts.ts';

/** A host's refusal in our words. The host's own text is left out: it may quote the request. */
export function toError({ status, throttled }: Failure, host: string): TollgateError {
  if (throttled) {
    return new TollgateError('TG5014', `${host} asks to slow down.`, {
      hint: 'Run again later, or comment from fewer jobs.',
    });
  }
  switch (status) {
    case undefined:
      return new TollgateError('TG5016', `${host} cannot be reached.`, {
        hint: 'Check the address, the network and the proxy settings.',
      });
    case 401:
      return new TollgateError('TG5015', `${host} refuses the token.`, {
        hint: 'Check that it is set, valid and not expired.',
      });
    case 403:
      return new TollgateError('TG5011', `The token may not write comments on ${host}.`, {
        hint: 'Grant it pull-requests: write; a run of a fork has a read-only token.',
      });
    case 404:
      return new TollgateError('TG5012', `${host} has no such pull request, or the token may not see it.`, {
        hint: 'Check --repo and the number.',
      });
    case 413:
    case 422:
      return new TollgateError('TG5013', `${host} does not take the comment (${status}): it may be too long.`, {
        hint: 'Post a shorter report, or use the job summary.',
      });
    default:
      return new TollgateError('TG5010', `${host} answered ${status}.`, { hint: 'Run again later.' });
  }
}
