import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Any web server: the files of a folder below a path, and nothing else. */
export async function serveFiles(folder: string, path: string) {
  const server = createServer((request, response) => {
    const name = normalize(new URL(request.url ?? '/', 'http://files').pathname.replace(path, ''));
    try {
      const file = join(folder, name === '.' ? 'index.html' : name);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/json' }).end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
