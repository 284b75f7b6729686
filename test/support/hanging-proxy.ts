import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** AWS on loopback behind a door: requests of one Region are held and never answered; the others pass. */
export async function startHangingProxy(target: () => string, region: string) {
  const held = new Set<ServerResponse>();
  let closed = 0;
  const server = createServer((incoming, response) => {
    if (String(incoming.headers.authorization).includes(`/${region}/`)) {
      held.add(response);
      response.once('close', () => {
        held.delete(response);
        closed += 1;
      });
      incoming.resume();
      return;
    }
    const { method, headers, url } = incoming;
    const passed = request(new URL(url ?? '/', target()), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held: () => held.size,
    closed: () => closed,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
