import { block, type Guard } from './guard.ts';

/** Traffic leaves the private path only where the user asks for it: `--allow nat-instead-of-endpoint`. */
export const leavePrivateLink: Guard = (_, way) =>
  way.kind === 'nat' && way.move !== undefined
    ? block('it would leave PrivateLink for the public addresses of the service, which is done on request only')
    : undefined;
