import { writeFile } from 'node:fs/promises';
import { EXAMPLES, exampleThroughput } from '../test/support/example-throughput.ts';

for (const example of EXAMPLES) {
  const text = exampleThroughput(example);
  await writeFile(new URL(`../examples/${example.file}`, import.meta.url), text);
  console.log(`examples/${example.file}: ${text.length} bytes`);
}
