import { AthenaClient } from '@aws-sdk/client-athena';
import { athenaEngine } from '../../src/engines/athena/athena-engine.ts';
import { keptQueries } from '../../src/engines/athena/kept-queries.ts';

/** ask-athena.ts FOLDER SQL: asks Athena at AWS_ENDPOINT_URL with the notes of FOLDER and prints the rows. */
const [folder = '', sql = ''] = process.argv.slice(2);
const client = new AthenaClient({ region: 'us-east-1' });
const engine = athenaEngine({ client, workgroup: 'primary', kept: keptQueries(folder) });
process.stdout.write(JSON.stringify(await engine.rows(sql)));
await engine.close();
