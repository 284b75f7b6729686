import { createServer, type Server, type Socket } from 'node:net';

/** How a server fails: what it does with a connection once something arrived. */
export const PEERS: Readonly<Record<string, (socket: Socket) => void>> = {
  'never answers': () => undefined,
  'stops in the first line': (socket) => socket.write('HTTP/1.1 2'),
  'stops after the headers': (socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 500\r\n\r\n<a>'),
  trickles: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000000\r\n\r\n');
    const timer = setInterval(() => socket.write(' '), 100);
    socket.once('close', () => clearInterval(timer));
  },
  resets: (socket) => socket.resetAndDestroy(),
  'closes its half and stays': (socket) => socket.end(),
  'answers without end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 0x78), Buffer.from('\r\n')]);
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  },
};

/** A server that fails so. */
export async function failingPeer(name: string): Promise<{ readonly url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', () => PEERS[name]?.(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
