import { expect, test } from 'vitest';
import { eventStream } from '../../../src/http/event-stream.ts';

const read = async (stream: AsyncIterable<string>): Promise<readonly string[]> => {
  const parts: string[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
};
const nameOf = (item: { readonly state: string }): string => item.state;
const isAllowed = async (): Promise<boolean> => true;

async function* states(...given: readonly string[]) {
  for (const state of given) yield { state };
}

test('each item has a name and an id, and a client that comes back is not told the same again', async () => {
  const options = { nameOf, isAllowed, end: () => undefined };
  const first = await read(eventStream(states('queued', 'running'), options));
  expect(first[0]).toMatch(/^retry: \d+\n\n$/);
  expect(first.slice(1).map((part) => part.replace(/id: \w+/, 'id: X'))).toEqual([
    'event: queued\nid: X\ndata: {"state":"queued"}\n\n',
    'event: running\nid: X\ndata: {"state":"running"}\n\n',
  ]);
  const lastEventId = /id: (\w+)/.exec(first[1] ?? '')?.[1];
  expect(await read(eventStream(states('queued', 'running'), { ...options, lastEventId }))).toEqual([
    first[0],
    first[2],
  ]);
});

test('a silent stream shows that it lives, until its listener may listen no more', async () => {
  let looks = 0;
  let ended = false;
  async function* silent() {
    yield { state: 'running' };
    await new Promise(() => undefined);
  }
  const parts = await read(
    eventStream(silent(), {
      nameOf,
      everyMs: 5,
      isAllowed: async () => ++looks < 3,
      end: () => {
        ended = true;
      },
    }),
  );
  // A busy machine may beat once more while the answer to the last question is under way.
  expect(parts.filter((part) => part.startsWith(':')).length).toBeGreaterThanOrEqual(2);
  expect(ended).toBe(true);
});
