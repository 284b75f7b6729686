import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readInputFile } from '../../../../../src/compose.ts';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { openInput } from '../../../../../src/operations/inputs/open-input.ts';
import { PROVIDER_FILE, terraformCases, truthKey } from '../../../../support/terraform-fixtures.ts';

const root = mkdtempSync(join(tmpdir(), 'terraform-source-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The folder of a case as a person has it: its source and the provider, and no plan. */
async function readCase(name: string, folder: string) {
  const copy = join(root, name);
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('plan.json') });
  cpSync(PROVIDER_FILE, join(copy, 'provider.tf'));
  const { input, sibling } = await openInput(copy, readInputFile, readInputFile);
  return loadNetwork(input, { sibling });
}

test.each(terraformCases())(
  '$name: the source gives the zones that applying it makes',
  async ({ name, folder, truth }) => {
    const { topology } = await readCase(name, folder);
    const zones = Object.fromEntries(
      topology.endpoints.map(({ id, type, azs, azsAtLeast }) => {
        const most = type === 'Gateway' ? 0 : azs && new Set(azs).size;
        // The source tells what a plan leaves open: no case is a range.
        expect(azsAtLeast ?? most, id).toBe(most);
        return [truthKey(id), most];
      }),
    );
    expect(zones).toEqual(truth);
  },
);
