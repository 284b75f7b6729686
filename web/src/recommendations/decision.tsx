import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AdviceChange, decideAdvice, problemText } from '../api/actions.ts';
import { useMayWrite } from '../api/me.ts';
import type { AdviceRecord } from '../api/queries.ts';
import { type Level, LevelTag } from '../parts/level.tsx';

type Status = AdviceRecord['status'];

const LEVELS: Readonly<Record<Status, Level>> = { open: 'unknown', accepted: 'ok', dismissed: 'watch', done: 'ok' };

export const StatusTag = ({ record }: { readonly record: AdviceRecord | undefined }) =>
  record === undefined || record.status === 'open' ? null : (
    <LevelTag level={LEVELS[record.status]} word={record.status} />
  );

/** Accept, dismiss with a reason and an end, mark as done, or open again; who may only read sees what was decided. */
export function Decision({ record }: { readonly record: AdviceRecord }) {
  const [isDismissing, setDismissing] = useState(false);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const client = useQueryClient();
  const mayWrite = useMayWrite();
  const decide = useMutation({
    mutationFn: (change: AdviceChange) => decideAdvice(record.id, change),
    onSuccess: async () => {
      setDismissing(false);
      await client.invalidateQueries({ queryKey: ['advice'] });
    },
  });
  const set = (status: Status): void => decide.mutate({ status });
  const { status } = record;
  return (
    <section aria-label="Decision" className="decision">
      <p>
        <LevelTag level={LEVELS[status]} word={status} />{' '}
        <span className="muted">
          {record.decidedAt && `since ${record.decidedAt.slice(0, 10)}`}
          {record.reason && `: ${record.reason}`}
          {record.expiresAt && ` (until ${record.expiresAt.slice(0, 10)})`}
        </span>
      </p>
      {mayWrite && (
        <p className="inline">
          {status !== 'accepted' && status !== 'done' && (
            <button type="button" className="primary" onClick={() => set('accepted')}>
              Accept
            </button>
          )}
          {status === 'accepted' && (
            <button type="button" className="primary" onClick={() => set('done')}>
              Mark as done
            </button>
          )}
          {status === 'open' && (
            <button type="button" aria-expanded={isDismissing} onClick={() => setDismissing(!isDismissing)}>
              Dismiss
            </button>
          )}
          {status !== 'open' && (
            <button type="button" onClick={() => set('open')}>
              Open again
            </button>
          )}
        </p>
      )}
      {isDismissing && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            decide.mutate({
              status: 'dismissed',
              reason: reason.trim(),
              ...(until !== '' && { expiresAt: `${until}T00:00:00Z` }),
            });
          }}
        >
          <fieldset>
            <label>
              Why it is not to be done
              <textarea value={reason} required maxLength={1000} onChange={({ target }) => setReason(target.value)} />
            </label>
            <label>
              Until (empty = for good)
              <input type="date" value={until} onChange={({ target }) => setUntil(target.value)} />
            </label>
            <button type="submit" disabled={reason.trim() === ''}>
              Dismiss with this reason
            </button>
          </fieldset>
        </form>
      )}
      {decide.isError && <p role="alert">{problemText(decide.error)}</p>}
    </section>
  );
}
