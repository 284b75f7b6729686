import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type DragEvent, useEffect, useState } from 'react';
import { useSeesAll } from '../api/me.ts';
import { clearDropped, drop, useDropped } from '../api/network.ts';
import { useNetwork } from '../api/queries.ts';
import { useLock } from '../api/session.ts';
import { Login } from './login.tsx';
import { TopBar } from './top-bar.tsx';

/** The eight words of the rail. */
const VIEWS = [
  ['/', 'Overview'],
  ['/network', 'Network'],
  ['/zones', 'Zones'],
  ['/teams', 'Teams'],
  ['/what-if', 'What-if'],
  ['/recommendations', 'Recommendations'],
  ['/changes', 'Changes'],
  ['/bill', 'Bill'],
] as const;

/** Rail, top bar and the view; a file may be dropped anywhere. */
export function Frame() {
  const [over, setOver] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const network = useNetwork();
  const dropped = useDropped();
  useEffect(() => {
    const view = VIEWS.find(([to]) => to === path)?.[1] ?? 'Tollgate';
    document.title = `${view} – Tollgate`;
  }, [path]);
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    drop([...event.dataTransfer.files]);
  };
  const lock = useLock();
  const seesAll = useSeesAll();
  // What CI posts speaks of every account: a key for some of them may not read it.
  const views = VIEWS.filter(([to]) => seesAll || to !== '/changes');
  const hasShown = network.data !== undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way in; the button "Open a file" is the first
    <div
      className={over ? 'frame is-over' : 'frame'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={onDrop}
    >
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <nav className="rail" aria-label="Views">
        <span className="brand">Tollgate</span>
        {views.map(([to, word]) => (
          <Link key={to} to={to} search={keepScope as never} activeOptions={{ exact: true, includeSearch: false }}>
            {word}
          </Link>
        ))}
      </nav>
      <TopBar />
      <main id="main" tabIndex={-1}>
        {dropped.network && (
          <p className="notice">
            Figures are of the file <strong>{dropped.network.name}</strong>, which only this service has read.{' '}
            <button type="button" className="link" onClick={clearDropped}>
              Close the file
            </button>
          </p>
        )}
        {lock && <Login lock={lock} isKept={hasShown} />}
        {/* Behind the question for a key the view stays as it is: nothing that was typed is lost. */}
        {(lock === undefined || hasShown) && (
          <div className="view" hidden={lock !== undefined}>
            <Outlet />
          </div>
        )}
      </main>
      {over && <div className="drop-note">Drop a plan, template, topology file, snapshot or bill</div>}
    </div>
  );
}

/** Scope and range hold for every view; the rest belongs to one. */
const keepScope = ({ scope, months }: { scope?: string; months?: number }) => ({
  ...(scope !== undefined && { scope }),
  ...(months !== undefined && { months }),
});
