import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { freePort } from './free-port.ts';

/** A moto server of the tests' own: AWS's EC2, CloudWatch, STS and Organizations over real HTTP. */
export interface Moto {
  readonly url: string;
  /** Forgets everything. */
  reset(): Promise<void>;
  stop(): void;
}

const PROGRAM = resolve('.cache/peers/bin/moto_server');
export const motoInstalled = (): boolean => existsSync(PROGRAM);

export async function startMoto(): Promise<Moto> {
  if (!motoInstalled()) throw new Error('moto is not installed: see test/peers/requirements.txt');
  const port = await freePort();
  const server: ChildProcess = spawn(PROGRAM, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/moto-api/data.json`);
  return {
    url,
    async reset() {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
    },
    stop: () => void server.kill('SIGKILL'),
  };
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('moto did not start');
}
