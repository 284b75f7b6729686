import { type FormEvent, useState } from 'react';
import { hasService } from '../api/actions.ts';
import type { Topology } from '../api/queries.ts';
import { AddingVpc, OtherRegion } from './editor-network.tsx';
import type { Edit } from './edits.ts';

/** Forms that add edits: zones and traffic of an endpoint, a new endpoint, all traffic, and moves the plan must or must not make. */
export function Editor({ topology, onEdit }: { readonly topology: Topology; readonly onEdit: (edit: Edit) => void }) {
  const priced = topology.endpoints.filter(({ type }) => type !== 'Gateway');
  const [id, setId] = useState(priced[0]?.id ?? '');
  const endpoint = priced.find((each) => each.id === id) ?? priced[0];
  return (
    <div className="editor">
      <fieldset>
        <legend>An endpoint</legend>
        <label>
          Endpoint
          <select value={endpoint?.id} onChange={({ target }) => setId(target.value)}>
            {priced.map((each) => (
              <option key={each.id}>{each.id}</option>
            ))}
          </select>
        </label>
        {endpoint && <Zones key={`z ${endpoint.id}`} endpoint={endpoint} topology={topology} onEdit={onEdit} />}
        {endpoint && <Traffic key={`t ${endpoint.id}`} endpoint={endpoint} onEdit={onEdit} />}
        {endpoint && (
          <button type="button" onClick={() => onEdit({ kind: 'drop', endpoint: endpoint.id })}>
            Remove {endpoint.id}
          </button>
        )}
      </fieldset>
      <Adding topology={topology} onEdit={onEdit} />
      <AddingVpc topology={topology} onEdit={onEdit} />
      <Scale onEdit={onEdit} />
      {hasService && <OtherRegion key={topology.region} topology={topology} onEdit={onEdit} />}
    </div>
  );
}

type Endpoint = Topology['endpoints'][number];

export const zonesOf = (topology: Topology): readonly string[] =>
  [...new Set(topology.endpoints.flatMap(({ azs = [] }) => azs))].sort();

function Zones(props: {
  readonly endpoint: Endpoint;
  readonly topology: Topology;
  readonly onEdit: (edit: Edit) => void;
}) {
  const { endpoint, topology, onEdit } = props;
  const [azs, setAzs] = useState<readonly string[]>(endpoint.azs ?? []);
  return (
    <fieldset className="inline">
      <legend>Zones</legend>
      {zonesOf(topology).map((az) => (
        <label key={az}>
          <input
            type="checkbox"
            checked={azs.includes(az)}
            onChange={({ target }) => setAzs(target.checked ? [...azs, az].sort() : azs.filter((each) => each !== az))}
          />
          {az}
        </label>
      ))}
      <button
        type="button"
        disabled={azs.length === 0}
        onClick={() => onEdit({ kind: 'zones', endpoint: endpoint.id, azs })}
      >
        Set zones
      </button>
    </fieldset>
  );
}

function Traffic({ endpoint, onEdit }: { readonly endpoint: Endpoint; readonly onEdit: (edit: Edit) => void }) {
  const [gb, setGb] = useState(endpoint.traffic?.monthlyGb ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onEdit({ kind: 'gb', endpoint: endpoint.id, gb });
  };
  return (
    <form className="inline" onSubmit={submit}>
      <label>
        GB a month
        <input
          inputMode="decimal"
          value={gb}
          onChange={({ target }) => setGb(target.value)}
          pattern="\d{1,12}(\.\d{1,6})?"
          required
          placeholder="unknown"
        />
      </label>
      <button type="submit">Set traffic</button>
    </form>
  );
}

function Adding({ topology, onEdit }: { readonly topology: Topology; readonly onEdit: (edit: Edit) => void }) {
  const vpcs = topology.vpcs?.map(({ id }) => id) ?? [];
  const [service, setService] = useState('kms');
  const [vpc, setVpc] = useState(vpcs[0] ?? '');
  const [gb, setGb] = useState('100');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onEdit({ kind: 'add', service: service.trim(), vpc, azs: zonesOf(topology).slice(0, 3), gb });
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>A new interface endpoint</legend>
        <label>
          Service
          <input value={service} onChange={({ target }) => setService(target.value)} required pattern="[a-z0-9.\-]+" />
        </label>
        <label>
          VPC
          <select value={vpc} onChange={({ target }) => setVpc(target.value)}>
            {vpcs.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label>
          GB a month
          <input
            inputMode="decimal"
            value={gb}
            onChange={({ target }) => setGb(target.value)}
            required
            pattern="\d{1,12}(\.\d{1,6})?"
          />
        </label>
        <button type="submit" disabled={vpc === ''}>
          Add endpoint
        </button>
      </fieldset>
    </form>
  );
}

function Scale({ onEdit }: { readonly onEdit: (edit: Edit) => void }) {
  const [percent, setPercent] = useState(120);
  return (
    <fieldset>
      <legend>All traffic</legend>
      <label>
        {percent} % of today
        <input
          type="range"
          min={10}
          max={400}
          step={5}
          value={percent}
          onChange={({ target }) => setPercent(Number(target.value))}
        />
      </label>
      <button type="button" onClick={() => onEdit({ kind: 'scale', factor: (percent / 100).toFixed(2) })}>
        Scale traffic
      </button>
    </fieldset>
  );
}
