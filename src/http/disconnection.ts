import type { FastifyReply } from 'fastify';

/** Aborts when the client goes away before it has its answer. */
export function disconnectionOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const { raw } = reply;
  if (raw.destroyed) gone.abort();
  else raw.once('close', () => (raw.writableFinished ? undefined : gone.abort()));
  return gone.signal;
}
