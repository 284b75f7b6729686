import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A connection on which a test writes HTTP by hand. */
export function rawConnection(port: number): { socket: Socket; received: () => string; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  const closed = new Promise<string>((ended) => socket.once('close', () => ended(text)));
  return { socket, received: () => text, closed };
}

/** Status and problem document of an answer read from a raw connection. */
export function rawProblem(text: string): { status: number; problem: { code: string } } {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), problem: JSON.parse(rest.join('\r\n\r\n')) };
}
