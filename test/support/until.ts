/** Looks again and again until there is something to see. Rejects when it waited in vain. */
export async function until<Value>(what: string, look: () => Promise<Value | undefined>, seconds = 60): Promise<Value> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const value = await look();
    if (value !== undefined) return value;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`waited in vain: ${what}`);
}
