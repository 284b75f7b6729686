import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { CommandModule } from '../command.ts';
import { discountsOption, withDiscounts } from '../discounts.ts';
import {
  DOCUMENT_FORMATS,
  formatOf,
  formatOption,
  networkOptions,
  outFileOption,
  repeated,
  requirePath,
} from '../options.ts';

export const recommend: CommandModule = {
  name: 'recommend',
  summary: 'find the cheapest network that stays safe, prove it, and say how to get there',
  build(command, { host, flags, action }) {
    networkOptions(command)
      .option('--min-azs <number>', 'fewest zones of an endpoint that changes (default: 2)', number)
      .option('--max-utilisation <share>', 'share of the ceiling to use with one zone lost (default: 0.6)', number)
      .option('--hub <vpc>', 'VPC that may serve others (default: those that do, or the largest users)', repeated)
      .option('--pin <endpoint>', 'endpoint that stays exactly as it is', repeated)
      .option('--forbid <move[:subject]>', 'move that is not made, everywhere or on one endpoint or VPC', repeated)
      .option('--allow <guard>', 'guard to lift: what it holds back may be done', repeated)
      .option('--repair', 'also mend what breaks the zone floor or the headroom today, at its cost')
      .option('--data-class-tag <tag>', 'tag that tells the class of data (default: tollgate:data-class)')
      .option(
        '--sensitive <class>',
        'class of data that stays on its own endpoint (default: pii, phi, pci, financial)',
        repeated,
      )
      .option('--horizon <months>', 'decide for the traffic forecast so many months ahead', number)
      .option('--time-limit <seconds>', 'longest search; then the best plan found, with its gap (default: 60)', number)
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(discountsOption)
      .addOption(outFileOption)
      .option('--explain <steps>', 'steps to explain in full (default: 5)', number)
      .option('--all', 'explain every step and list every finding')
      .action(
        action(async ({ hub, pin, horizon, timeLimit, ...options }) => {
          const path = requirePath(options.path);
          const format = formatOf(options.format, options.outFile, DOCUMENT_FORMATS);
          const services = await withDiscounts(options.discounts, host, host.services(flags()));
          const { runRecommend } = await import('../recommend/run-recommend.ts');
          const named = { hubs: hub, pins: pin, horizonMonths: horizon, timeLimitSeconds: timeLimit };
          return runRecommend({ ...options, ...named, path, format }, host, services);
        }),
      );
  },
};

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give a number.');
}
