import { TollgateError } from '../core/errors.ts';
import type { TextStream } from './host.ts';

/**
 * A stream of the process, opened when it is first needed. Once its reader has gone away, what is written is dropped:
 * `tollgate ... | head` is no error.
 */
export function processStream(
  open: () => NodeJS.WriteStream,
  environment: Readonly<Record<string, string | undefined>>,
): TextStream {
  const wantsColour = (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
  let opened: NodeJS.WriteStream | undefined;
  let gone = false;
  const stream = (): NodeJS.WriteStream => {
    opened ??= open().on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') gone = true;
    });
    return opened;
  };
  return {
    get isTerminal() {
      return stream().isTTY === true;
    },
    get colour() {
      return this.isTerminal && wantsColour;
    },
    get columns() {
      return this.isTerminal ? stream().columns : undefined;
    },
    write: (text) =>
      new Promise((written, failed) => {
        if (gone) return written();
        stream().write(text, (error) => {
          if (!error || ('code' in error && error.code === 'EPIPE')) written();
          else failed(error);
        });
      }),
  };
}

/** The whole of standard input, as bytes. Throws TG1006 as soon as there are more than `most`. */
export async function readStdin(stdin: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.byteLength;
    if (bytes > most) {
      throw new TollgateError('TG1006', `Standard input has more than the ${most} bytes that can be read.`, {
        location: { file: 'standard input' },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
