import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client.ts';

/** A part of a view that waits, fails or is there: one part that fails leaves the others. */
export function Loaded<Data>(props: {
  readonly query: UseQueryResult<Data>;
  readonly what: string;
  readonly children: (data: NonNullable<Data>) => ReactNode;
}) {
  const { query, what, children } = props;
  if (query.data !== undefined && query.data !== null) {
    return (
      <>
        {query.isError && (
          <p className="notice watch-note" role="status">
            Could not refresh {what}; the figures are from {new Date(query.dataUpdatedAt).toISOString().slice(11, 16)}{' '}
            UTC.
          </p>
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <Failure error={query.error} what={what} onRetry={() => void query.refetch()} />;
  return <Skeleton what={what} />;
}

export function Skeleton({ what }: { readonly what: string }) {
  return (
    <div className="skeleton" role="status" aria-label={`Loading ${what}`}>
      <span>Loading {what}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

function Failure(props: { readonly error: Error; readonly what: string; readonly onRetry: () => void }) {
  const { error, what, onRetry } = props;
  if (error instanceof ApiError && error.code === 'TG1540') {
    return (
      <Empty
        title="No network yet"
        says="No scan is kept."
        command="tollgate scan --region us-east-1 --out-file snapshot.json"
      />
    );
  }
  const [code, hint] = error instanceof ApiError ? [error.code, error.hint] : ['page', undefined];
  return (
    <div className="state" role="alert">
      <h3>
        Could not load {what} <code>{code}</code>
      </h3>
      <p>{error.message}</p>
      {hint && <p className="muted">{hint}</p>}
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

/** What a view shows that has nothing yet: the one command that fills it. */
export function Empty(props: { readonly title: string; readonly says: string; readonly command: string }) {
  return (
    <div className="state">
      <h3>{props.title}</h3>
      <p>{props.says}</p>
      <Command text={props.command} />
      <p className="muted">A file dropped onto the page works too: it is read by this service alone.</p>
    </div>
  );
}

export function Command({ text }: { readonly text: string }) {
  return (
    <p className="command">
      <code>{text}</code>
      <button type="button" onClick={() => void navigator.clipboard?.writeText(text)}>
        Copy
      </button>
    </p>
  );
}
