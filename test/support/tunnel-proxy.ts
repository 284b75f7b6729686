import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A forward proxy on a free port that remembers the hosts it was asked to reach, by tunnel or by absolute address. */
export async function startProxy() {
  const asked: string[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(501).end();
  });
  server.on('connect', ({ url = '' }, socket, head) => {
    asked.push(url);
    const [host, port] = url.split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
