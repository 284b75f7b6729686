import { useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { drop } from '../api/network.ts';
import { useEstimate, useNetwork } from '../api/queries.ts';
import { dropKey, useHasKey } from '../api/session.ts';
import { scopesOf } from '../format/scope.ts';
import { ageText } from '../format/text.ts';
import { useAddress } from '../search.ts';
import { applyTheme, THEMES, themeInUse } from './theme.ts';

/** Hours after which a scan is called stale. */
const STALE_HOURS = 36;

export function TopBar() {
  const [search, change] = useAddress();
  const estimate = useEstimate();
  const box = useRef<HTMLInputElement>(null);
  const [theme, setTheme] = useState(themeInUse);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const scopes = estimate.data ? scopesOf([...estimate.data.endpoints, ...estimate.data.resources]) : [];
  return (
    <header className="top">
      <label>
        <span className="label">Scope</span>
        <select value={search.scope ?? ''} onChange={({ target }) => change({ scope: target.value })}>
          <option value="">Everything</option>
          {scopes.map((scope) => (
            <option key={scope} value={scope}>
              {scope.replace('=', ' ')}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="label">Ahead</span>
        <select
          value={String(search.months ?? 12)}
          onChange={({ target }) => change({ months: target.value === '12' ? undefined : Number(target.value) })}
        >
          <option value="3">3 months</option>
          <option value="6">6 months</option>
          <option value="12">12 months</option>
        </select>
      </label>
      <input
        ref={box}
        type="search"
        aria-label="Search (press /)"
        placeholder="Search  /"
        value={search.q ?? ''}
        onChange={({ target }) => change({ q: target.value })}
      />
      <Freshness />
      <label className="button">
        Open a file
        <input
          type="file"
          className="visually-hidden"
          multiple
          onChange={({ target }: ChangeEvent<HTMLInputElement>) => drop([...(target.files ?? [])])}
        />
      </label>
      <label>
        <span className="visually-hidden">Theme</span>
        <select
          value={theme}
          onChange={({ target }) => {
            const next = THEMES.find((each) => each === target.value) ?? 'system';
            setTheme(next);
            applyTheme(next);
          }}
        >
          <option value="system">System</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
      <SignOut />
    </header>
  );
}

/** Forgets the key and every figure that it let in. */
function SignOut() {
  const client = useQueryClient();
  if (!useHasKey()) return null;
  return (
    <button
      type="button"
      onClick={() => {
        dropKey();
        void client.resetQueries();
      }}
    >
      Sign out
    </button>
  );
}

/** How old prices and scan are, in words; stale is said. */
function Freshness() {
  const { data: network } = useNetwork();
  const { data: estimate } = useEstimate();
  const captured = network?.capturedAt;
  const isStale =
    typeof captured === 'string' &&
    network?.origin === 'scans' &&
    Date.now() - Date.parse(captured) > STALE_HOURS * 3_600_000;
  return (
    <p className="freshness">
      {estimate && <span title={estimate.rates.version}>prices {estimate.rates.publishedAt.slice(0, 10)}</span>}
      {network && !captured && <span>{network.name}</span>}
      {captured && (
        <span title={captured}>
          {network?.origin === 'scans' ? 'scan' : 'captured'} {ageText(captured)}
        </span>
      )}
      {isStale && <span className="tag watch">stale</span>}
    </p>
  );
}
