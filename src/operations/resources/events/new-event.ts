import { createHash } from 'node:crypto';
import type { EventType, TollgateEvent } from '../../../report/event-document.ts';

/**
 * An event whose id follows from what happened: `about` names the happening among those of its type, so that whoever notices it
 * again makes the same id. No full stop is in it: signatures join their parts with one.
 */
export function newEvent<Type extends EventType>(
  type: Type,
  about: readonly string[],
  { occurredAt, data }: Pick<TollgateEvent<Type>, 'occurredAt' | 'data'>,
): TollgateEvent<Type> {
  const digest = createHash('sha256')
    .update(JSON.stringify([type, ...about]))
    .digest('hex');
  return { schema: 'tollgate/event@1', id: `evt_${digest.slice(0, 32)}`, type, occurredAt, data };
}
