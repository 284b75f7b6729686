import type { TextStream } from './host.ts';

/** A stream of the process. Once its reader has gone away, what is written is dropped: `tollgate ... | head` is no error. */
export function processStream(
  stream: NodeJS.WriteStream,
  environment: Readonly<Record<string, string | undefined>>,
): TextStream {
  let gone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') gone = true;
  });
  const isTerminal = stream.isTTY === true;
  const wantsColour = (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
  return {
    isTerminal,
    colour: isTerminal && wantsColour,
    columns: isTerminal ? stream.columns : undefined,
    write: (text) =>
      new Promise((written, failed) => {
        if (gone) return written();
        stream.write(text, (error) => {
          if (!error || ('code' in error && error.code === 'EPIPE')) written();
          else failed(error);
        });
      }),
  };
}

/** The whole of standard input, as bytes. */
export async function readStdin(stdin: NodeJS.ReadStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
