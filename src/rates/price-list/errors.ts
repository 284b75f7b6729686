import { TollgateError } from '../../core/errors.ts';

const AGAIN = 'The rates read before stay in use. Try again later, or use the other live source.';

/** TG1304: the price list answered, but not with what its documentation says. */
export const unreadable = (what: string, cause?: unknown): TollgateError =>
  new TollgateError('TG1304', what, { hint: AGAIN, ...(cause !== undefined && { cause }) });

/** TG1305: the price list did not answer, or kept refusing. */
export const unreachable = (what: string, cause?: unknown): TollgateError =>
  new TollgateError('TG1305', what, { hint: AGAIN, ...(cause !== undefined && { cause }) });

/** TG1307: the price list knows us and says no, or there is nobody to say who we are. */
export const refused = (what: string, cause: unknown): TollgateError =>
  new TollgateError('TG1307', what, {
    hint: 'Give AWS credentials with pricing:GetProducts, or use the bulk price list, which needs none.',
    cause,
  });

export const noProducts = (region: string): TollgateError =>
  unreadable(`The price list names none of the products that Tollgate prices in ${region}.`);
