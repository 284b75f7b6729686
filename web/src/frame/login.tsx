import { type FormEvent, useState } from 'react';
import { hasKey, useKey as takeKey } from '../api/client.ts';

/** Asks for a key; it is held in memory and ends with the tab. */
export function Login({ onKey }: { readonly onKey: () => void }) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    takeKey(text.trim());
    onKey();
  };
  return (
    <form className="panel login" onSubmit={submit}>
      <h1>This service needs a key</h1>
      {hasKey() && <p role="alert">The key is not valid or has expired (TG1517). Give another.</p>}
      <label htmlFor="key">API key or token</label>
      <input
        id="key"
        type="password"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="primary" disabled={text.trim() === ''}>
        Continue
      </button>
      <p className="muted">
        The key stays in this tab and is never stored. Make one with <code>tollgate keys create --scope read</code>.
      </p>
    </form>
  );
}
