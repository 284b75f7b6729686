import { useState } from 'react';
import type { Topology } from '../api/queries.ts';
import type { Edit } from './edits.ts';
import { regionsBeside } from './move-region.ts';

interface EditorProps {
  readonly topology: Topology;
  readonly onEdit: (edit: Edit) => void;
}

/** A VPC more, with the endpoints, paths and traffic of one that is there. */
export function AddingVpc({ topology, onEdit }: EditorProps) {
  const ids = topology.vpcs?.map(({ id }) => id) ?? [];
  const [like, setLike] = useState(ids[0] ?? '');
  const [name, setName] = useState('new-vpc');
  const isTaken = ids.includes(name.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onEdit({ kind: 'vpc', name: name.trim(), like });
      }}
    >
      <fieldset>
        <legend>A new VPC</legend>
        <label>
          Name of the VPC
          <input
            value={name}
            onChange={({ target }) => setName(target.value)}
            required
            pattern="[A-Za-z0-9._\-]{1,60}"
          />
        </label>
        <label>
          With endpoints and traffic like
          <select value={like} onChange={({ target }) => setLike(target.value)}>
            {ids.map((id) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
        <button type="submit" disabled={like === '' || name.trim() === '' || isTaken}>
          Add VPC
        </button>
        {isTaken && <p className="muted">A VPC of that name is there.</p>}
      </fieldset>
    </form>
  );
}

/** The same network at the prices of another Region of the partition. */
export function OtherRegion({ topology, onEdit }: EditorProps) {
  const regions = regionsBeside(topology.region);
  const [to, setTo] = useState(regions[0] ?? '');
  if (regions.length === 0) return null;
  return (
    <fieldset>
      <legend>Another Region</legend>
      <label>
        Prices of
        <select value={to} onChange={({ target }) => setTo(target.value)}>
          {regions.map((region) => (
            <option key={region}>{region}</option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => onEdit({ kind: 'region', to })}>
        Price there
      </button>
    </fieldset>
  );
}
