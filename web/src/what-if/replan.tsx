import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, isStatic } from '../api/client.ts';
import type { PlanDocument, Topology } from '../api/queries.ts';
import { amountText, counted } from '../format/text.ts';
import { Loaded } from '../parts/states.tsx';
import type { Edit } from './edits.ts';

/** The best plan for the variant with what is pinned and forbidden; the service searches it. */
export function Replan(props: {
  readonly variant: Topology;
  readonly edits: readonly Edit[];
  readonly onEdit: (edit: Edit) => void;
}) {
  const { variant, edits, onEdit } = props;
  const [word, setWord] = useState('');
  const wordsOf = (kind: 'pin' | 'forbid'): string[] =>
    edits.flatMap((edit) => (edit.kind === kind ? [edit.word] : []));
  const [pins, forbid] = [wordsOf('pin'), wordsOf('forbid')];
  const query = new URLSearchParams([
    ...pins.map((pin) => ['pins', pin]),
    ...forbid.map((each) => ['forbid', each]),
  ] as [string, string][]);
  const plan = useQuery({
    queryKey: ['replan', query.toString(), JSON.stringify(edits)],
    queryFn: () =>
      ask<PlanDocument>(`v1/recommendations?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(variant),
      }),
    enabled: !isStatic && edits.length > 0,
  });
  return (
    <fieldset>
      <legend>The plan from here</legend>
      <label>
        Move or endpoint
        <input value={word} onChange={({ target }) => setWord(target.value)} placeholder="hub-sts" />
      </label>
      <span className="inline">
        {(['pin', 'forbid'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            disabled={word.trim() === ''}
            onClick={() => onEdit({ kind, word: word.trim() })}
          >
            {kind === 'pin' ? 'Keep as it is' : 'Forbid the move'}
          </button>
        ))}
      </span>
      {edits.length > 0 && !isStatic && (
        <Loaded query={plan} what="the plan of the variant">
          {({ saving, recommendations, blocked, currency, unknownLines }) => (
            <p>
              {amountText(saving, unknownLines, currency)} more could be saved by{' '}
              {counted(recommendations.length, 'recommendation')}; {counted(blocked.length, 'saving')} blocked by
              guards.
            </p>
          )}
        </Loaded>
      )}
    </fieldset>
  );
}
