import type { Server } from 'node:http';
import type { Socket } from 'node:net';

interface Use {
  /** Answers that have not left whole. */
  answers: number;
  /** Bytes read when the last answer had left: more means that a request is arriving. */
  readBytes: number;
}

/**
 * Makes `closeIdleConnections` close what is idle and nothing else. Node's own takes an answer for done once its last byte is
 * written, though it may still wait to be sent: stopping would cut what a slow client is reading.
 */
export function trackConnections(server: Server): void {
  const open = new Map<Socket, Use>();
  server.on('connection', (socket: Socket) => {
    open.set(socket, { answers: 0, readBytes: 0 });
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    const use = open.get(socket);
    if (!use) return;
    use.answers += 1;
    response.once('close', () => {
      use.answers -= 1;
      use.readBytes = socket.bytesRead;
    });
  });
  server.closeIdleConnections = () => {
    for (const [socket, { answers, readBytes }] of open) {
      if (answers === 0 && socket.bytesRead === readBytes) socket.destroy();
    }
  };
}
