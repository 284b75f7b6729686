import { useEffect, useState } from 'react';
import { type Attempt, type Issuer, prepareSignIn, signIn } from '../api/sign-in.ts';

/** Leads to the issuer. The secret of the attempt is made before the click: a browser lets no window open after a wait. */
export function IssuerButton({ issuer, onToken }: { readonly issuer: Issuer; readonly onToken: () => Promise<void> }) {
  const [attempt, setAttempt] = useState<Attempt>();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    prepareSignIn(issuer).then((made) => {
      setAttempt(made);
      if (made === undefined) setProblem('Signing in needs https, or this machine by its own name.');
    });
  }, [issuer]);
  const open = async (ready: Attempt): Promise<void> => {
    setOpen(true);
    setProblem(undefined);
    try {
      await signIn(issuer, ready);
      await onToken();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The issuer does not answer.');
      setAttempt(await prepareSignIn(issuer));
    }
    setOpen(false);
  };
  return (
    <>
      <button
        type="button"
        className="primary"
        disabled={attempt === undefined}
        onClick={() => attempt && void open(attempt)}
      >
        Sign in at {new URL(issuer.authorizationUrl).host}
      </button>
      {isOpen && <p role="status">A window of the issuer is open. Sign in there, or press the button again.</p>}
      {problem && <p role="alert">{problem}</p>}
    </>
  );
}
