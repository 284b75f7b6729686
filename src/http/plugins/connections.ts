import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds without a sign of life after which a connection counts as idle while the service stops. */
const QUIET_MS = 500;

interface Use {
  /** Answers that have not left whole. */
  answers: number;
  /** Bytes read when the last answer had left: more means that a request is arriving. */
  readBytes: number;
  /** When the last answer had left. */
  quietSince: number;
}

/**
 * Makes `closeIdleConnections` close what is idle and nothing else. Node's own takes an answer for done once its last byte is
 * written, though it may still wait to be sent: stopping would cut what a slow client is reading. It also closes a connection between
 * two requests, though the next may be on its way: a client that keeps sending would lose it. So a connection has to be quiet for a
 * while after the first call; what comes meanwhile is answered.
 */
export function trackConnections(server: Server): void {
  const open = new Map<Socket, Use>();
  let stoppingSince: number | undefined;
  server.on('connection', (socket: Socket) => {
    open.set(socket, { answers: 0, readBytes: 0, quietSince: performance.now() });
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    const use = open.get(socket);
    if (!use) return;
    use.answers += 1;
    response.once('close', () => {
      use.answers -= 1;
      use.readBytes = socket.bytesRead;
      use.quietSince = performance.now();
    });
  });
  server.closeIdleConnections = () => {
    stoppingSince ??= performance.now();
    const since = stoppingSince;
    // After what has arrived has been read, however long that had to wait.
    setImmediate(() => {
      const quiet = performance.now() - QUIET_MS;
      for (const [socket, { answers, readBytes, quietSince }] of open) {
        const isQuiet = Math.max(since, quietSince) <= quiet;
        if (answers === 0 && socket.bytesRead === readBytes && isQuiet) socket.destroy();
      }
    });
  };
}
