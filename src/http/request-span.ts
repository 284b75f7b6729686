import type { FastifyRequest } from 'fastify';
import { type OpenSpan, within } from '../telemetry/spans.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The span of the request, where traces are kept. */
    span?: OpenSpan | undefined;
  }
}

/** Runs work as a part of the request's trace. */
export const inSpan = <Result>({ span }: Pick<FastifyRequest, 'span'>, work: () => Result): Result =>
  span === undefined ? work() : within(span, work);
