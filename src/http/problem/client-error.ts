import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../../core/errors.ts';
import { PROBLEM_MEDIA_TYPE, problem } from './problem.ts';
import { requestId } from './request-id.ts';

const CODES: Readonly<Record<string, { code: ErrorCode; detail: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'TG1507', detail: 'The request did not arrive within the time limit.' },
  HPE_HEADER_OVERFLOW: { code: 'TG1511', detail: 'The request headers exceed the limit.' },
};

/** Answers what the HTTP parser refused, before there is a request: late, oversized or malformed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const known = CODES[error.code ?? ''] ?? { code: 'TG1510' as const, detail: 'The request is not valid HTTP.' };
  const document = problem(known.code, known.detail, requestId({ headers: {} }));
  const body = JSON.stringify(document);
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status]}\r\n` +
        `content-type: ${PROBLEM_MEDIA_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}
