/** The bytes of an answer of a foreign server, which may never end. Rejects with a RangeError, and hangs up, above `most` bytes. */
export async function limitedBody(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > most) throw new RangeError(`the answer has more than ${most} bytes`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** The same as text. */
export const limitedText = async (answer: Response, most: number): Promise<string> =>
  new TextDecoder().decode(await limitedBody(answer, most));
