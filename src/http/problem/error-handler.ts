import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { inSpan } from '../request-span.ts';
import { isArriving, lingering } from './linger.ts';
import { loggedError } from './logged-error.ts';
import { PROBLEM_MEDIA_TYPE, type ProblemDocument } from './problem.ts';
import { toProblem } from './to-problem.ts';

/** Seconds after which a refused request may be sent again. */
const RETRY_AFTER_SECONDS = '5';

/** The one error handler: every failure leaves as a problem document. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { span } = request;
  const problem = { ...toProblem(error, request.id), ...(span && { traceId: span.traceId }) };
  // Work that ended because its client went away is no failure.
  if (problem.status >= 500 && !reply.raw.destroyed)
    inSpan(request, () => request.log.error({ err: loggedError(error), code: problem.code }, 'request failed'));
  sendProblem(reply, problem);
}

function sendProblem(reply: FastifyReply, problem: ProblemDocument): void {
  if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (problem.code === 'TG1503') reply.header('accept-encoding', 'identity');
  reply.code(problem.status).header('content-type', PROBLEM_MEDIA_TYPE);
  const text = JSON.stringify(problem);
  const { raw } = reply.request;
  if (!isArriving(raw)) {
    reply.send(text);
    return;
  }
  reply.header('connection', 'close').header('content-length', Buffer.byteLength(text)).send(lingering(text, raw));
}
