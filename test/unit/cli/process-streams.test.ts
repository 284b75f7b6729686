import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { processStream, readStdin } from '../../../src/cli/process-streams.ts';

/** A terminal of 100 columns, or a pipe. */
function fake(terminal: boolean) {
  const stream = Object.assign(new PassThrough(), terminal ? { isTTY: true, columns: 100 } : {});
  return stream as unknown as NodeJS.WriteStream & PassThrough;
}

describe('colour and width', () => {
  test.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR, which no-color.org counts as absent', true, { NO_COLOR: '' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('%s', (_name, terminal, environment, colour) => {
    const stream = processStream(() => fake(terminal), environment);
    expect(stream).toMatchObject({ isTerminal: terminal, colour, columns: terminal ? 100 : undefined });
  });
});

test('the stream is opened when it is first used', async () => {
  let opened = 0;
  const stream = processStream(() => {
    opened += 1;
    return fake(false);
  }, {});
  expect(opened).toBe(0);
  await stream.write('a');
  await stream.write('b');
  expect(opened).toBe(1);
});

test('a reader that has gone away is no error, now and later', async () => {
  const pipe = fake(false);
  pipe._write = (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  const stream = processStream(() => pipe, {});
  await stream.write('a');
  await stream.write('b');
});

test('another failure is one', async () => {
  const pipe = fake(false);
  pipe._write = (_chunk, _encoding, done) => done(Object.assign(new Error('disk is full'), { code: 'ENOSPC' }));
  await expect(processStream(() => pipe, {}).write('a')).rejects.toThrow('disk is full');
});

describe('standard input', () => {
  async function* chunks(...texts: readonly string[]) {
    for (const text of texts) yield Buffer.from(text);
  }

  test('is read whole', async () => {
    expect(Buffer.from(await readStdin(chunks('ab', 'c'), 3)).toString()).toBe('abc');
  });

  test('is refused as soon as it is too large, not after it', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield Buffer.alloc(10);
      }
    }
    await expect(readStdin(endless(), 25)).rejects.toMatchObject({ code: 'TG1006' });
    expect(asked).toBe(3);
  });
});
