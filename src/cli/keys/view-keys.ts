import type { KeyRecord } from '../../operations/resources/access/key-record.ts';
import type { View } from '../../report/view.ts';
import { counted } from '../../report/words.ts';

const COLUMNS = ['Id', 'Name', 'Scope', 'Accounts', 'Requests a minute', 'Made', 'Expires', 'State'];

/** API keys as people read them. */
export const viewKeys = (keys: readonly KeyRecord[], now: Date): View => ({
  title: 'API keys',
  headline: counted(keys.length, 'key'),
  sections: [
    {
      title: 'Keys',
      table: {
        columns: COLUMNS.map((title) => ({ title, align: title.startsWith('Requests') ? 'right' : 'left' })),
        rows: keys.map((key) => [
          key.id,
          key.name,
          key.scope,
          key.accounts?.join(' ') ?? 'all',
          key.rateLimitPerMinute === null ? 'no limit' : String(key.rateLimitPerMinute),
          key.createdAt.slice(0, 10),
          key.expiresAt?.slice(0, 10) ?? 'never',
          stateOf(key, now),
        ]),
      },
    },
  ],
  findings: [],
  footnote: 'Of a key only its hash is kept: one that is lost is rotated.',
});

function stateOf({ revokedAt, expiresAt, previousValidUntil }: KeyRecord, now: Date): string {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime()) return 'expired';
  const isRotating = previousValidUntil !== null && Date.parse(previousValidUntil) > now.getTime();
  return isRotating ? `valid; the one before until ${previousValidUntil}` : 'valid';
}
