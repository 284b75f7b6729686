import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ask } from '../api/client.ts';
import { ME, type Me } from '../api/me.ts';
import { type Lock, takeKey } from '../api/session.ts';
import type { Issuer } from '../api/sign-in.ts';
import { IssuerButton } from './issuer-button.tsx';

const SENTENCES: Readonly<Record<Lock, string | undefined>> = {
  missing: undefined,
  invalid: 'The key is not valid or has expired (TG1517). Give another.',
  ended: 'The key has expired or was revoked (TG1517).',
};

/** Asks for a key or leads to the issuer; what comes is held in memory and ends with the tab. */
export function Login({ lock, isKept }: { readonly lock: Lock; readonly isKept: boolean }) {
  const [text, setText] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const client = useQueryClient();
  const way = useQuery({ queryKey: ['sign-in'], queryFn: () => ask<{ readonly oidc: Issuer | null }>('v1/sign-in') });
  useEffect(() => heading.current?.focus(), []);
  const seen = (): string => JSON.stringify(client.getQueryData<Me>(ME)?.accounts);
  /** Who sees other accounts sees other figures: nothing of the key before stays. */
  const goOn = async (): Promise<void> => {
    const before = seen();
    await client.refetchQueries({ queryKey: ME });
    await (before === seen() ? client.invalidateQueries() : client.resetQueries());
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    takeKey(text.trim());
    void goOn();
  };
  const issuer = way.data?.oidc;
  return (
    <form className="panel login" onSubmit={submit}>
      <h1 ref={heading} tabIndex={-1}>
        {lock === 'ended' ? 'Sign in again' : issuer ? 'Sign in' : 'This service needs a key'}
      </h1>
      {SENTENCES[lock] && (
        <p role="alert">
          {SENTENCES[lock]}
          {isKept && ' The view stays as you left it, with what you typed: sign in to go on.'}
        </p>
      )}
      {issuer && <IssuerButton issuer={issuer} onToken={goOn} />}
      <label htmlFor="key">{issuer ? 'Or an API key' : 'API key or token'}</label>
      <input
        id="key"
        type="password"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className={issuer ? '' : 'primary'} disabled={text.trim() === ''}>
        Continue
      </button>
      <p className="muted">
        The key stays in this tab and is never stored. Make one with <code>tollgate keys create --scope read</code>.
      </p>
    </form>
  );
}
