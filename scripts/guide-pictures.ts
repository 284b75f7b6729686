import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { composeServices } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { planDocument } from '../src/operations/recommend/plan-document.ts';
import { networkPicture } from '../src/report/plan-picture.ts';

const NETWORK = fileURLToPath(new URL('../examples/twelve-vpcs.yaml', import.meta.url));
/** A picture of its own has neither the paper nor the ink of a page. */
const PAPER = '<svg font-family="system-ui, sans-serif" style="background:#ffffff;color:#1c2024" ';

/** The pictures of docs/guides/recommendations.md by file name: the twelve-VPC example before and after its plan, from the bundled prices. */
export async function guidePictures(): Promise<Readonly<Record<string, string>>> {
  const services = composeServices(readConfig({ TOLLGATE_OFFLINE: 'true', TOLLGATE_PRICING_CACHE: '/nonexistent' }));
  const network = { name: 'examples/twelve-vpcs.yaml', content: readFileSync(NETWORK) };
  const plan = await planDocument({ network }, {}, services);
  const draw = (...given: Parameters<typeof networkPicture>): string =>
    `${networkPicture(...given).replace('<svg ', PAPER)}\n`;
  return {
    'twelve-vpcs-today.svg': draw('Who reaches what, today', plan.topologyToday),
    'twelve-vpcs-after.svg': draw('Who reaches what, after the plan', plan.topologyAfter),
  };
}
