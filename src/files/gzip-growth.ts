import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { TollgateError } from '../core/errors.ts';

/** Packed bytes that are looked at: a bomb is small, and a large export must not be unpacked twice. */
const LOOKED_AT = 4 * 2 ** 20;
/** CSV shrinks to a twentieth, the dullest log to a hundredth; zeros to a thousandth. */
const MOST_GROWTH = 500;
/** What is small is never refused for its growth. */
const SMALL = 64 * 2 ** 20;

/** Refuses a gzip that grows beyond all exports. Throws TG2106; a torn or foreign file passes, since whoever reads it says so. */
export async function refuseGzipBomb(path: string, name: string): Promise<void> {
  const packed = createReadStream(path, { end: LOOKED_AT - 1 });
  let size = 0;
  try {
    for await (const chunk of packed.pipe(createGunzip())) {
      size += (chunk as Uint8Array).length;
      if (size > Math.max(SMALL, packed.bytesRead * MOST_GROWTH)) throw bomb(name, size, packed.bytesRead);
    }
  } catch (error) {
    // The piece that is looked at ends in the middle of the file.
    if (error instanceof TollgateError) throw error;
  } finally {
    packed.destroy();
  }
}

const bomb = (name: string, size: number, packed: number): TollgateError =>
  new TollgateError('TG2106', `${name} unpacks ${packed} bytes to more than ${size}, more than any export does.`, {
    location: { file: name },
    hint: 'Unpack it and give the file inside, if it is what you mean.',
  });
