import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { TollgateError } from '../../core/errors.ts';
import type { TextStream } from '../host.ts';
import { repeated } from '../options.ts';

/** A flag of Infracost that changes nothing here, and why. */
interface ForeignFlag {
  readonly flags: string;
  readonly reason: string;
  readonly many?: boolean;
  /** It would decide whether the run fails, so that it cannot be passed over: what to do instead. */
  readonly refused?: string;
}

const READS_PLANS = 'a plan holds the values that Terraform worked out';
const RUNS_NOTHING = 'Tollgate runs no Terraform; it reads plans';

/** What breakdown and diff of Infracost take beside what Tollgate has. */
const OF_RUNS: readonly ForeignFlag[] = [
  { flags: '--terraform-workspace <name>', reason: READS_PLANS },
  { flags: '--terraform-force-cli', reason: RUNS_NOTHING },
  { flags: '--terraform-plan-flags <flags>', reason: RUNS_NOTHING },
  { flags: '--terraform-init-flags <flags>', reason: RUNS_NOTHING },
  { flags: '--exclude-path <path>', reason: 'only the files that --path names are read', many: true },
  { flags: '--include-all-paths', reason: 'only the files that --path names are read' },
  { flags: '--git-diff-target <branch>', reason: 'give that branch with --compare-to' },
  { flags: '--terraform-parse-hcl', reason: 'a folder of source is read without running Terraform' },
  { flags: '--terraform-use-state', reason: 'a plan holds the state before' },
  { flags: '--terraform-cloud-host <host>', reason: READS_PLANS },
  { flags: '--terraform-cloud-token <token>', reason: READS_PLANS },
  { flags: '--terraform-cloud-org <name>', reason: READS_PLANS },
  { flags: '--terraform-cloud-workspace <name>', reason: READS_PLANS },
  { flags: '--no-cache', reason: 'plans are never cached' },
  { flags: '--sync-usage-file', reason: 'tollgate usage sync writes a usage file from measured traffic' },
];

const OF_BREAKDOWN: readonly ForeignFlag[] = [
  {
    flags: '--config-file <file>',
    reason: 'breakdown prices one network',
    refused:
      'Use tollgate diff --config-file, or run breakdown --format json for each project and merge the files with tollgate output --path.',
  },
];

const OF_REPORTS: readonly ForeignFlag[] = [
  { flags: '--show-skipped', reason: 'what is not priced is always listed among the findings' },
  {
    flags: '--fields <fields>',
    reason: 'the table shows quantity, price and cost; take other columns from --format csv',
    many: true,
  },
  { flags: '--show-all-projects', reason: 'every project is shown' },
  { flags: '--show-only-changes', reason: 'only what changes is shown' },
];

const OF_GATES: readonly ForeignFlag[] = [
  {
    flags: '--policy-path <path>',
    reason: 'Tollgate runs no Rego',
    many: true,
    refused:
      'Run conftest on diff --format infracost (docs/guides/coming-from-infracost.md, Policies), or set limits such as --max-increase.',
  },
  {
    flags: '--guardrails-path <path>',
    reason: 'Tollgate reads no guardrails',
    many: true,
    refused: 'Set limits such as --max-increase on tollgate diff, or under gates in tollgate.yml.',
  },
];

const CERTIFICATES = 'certificates are those of Node.js';
const TRUST = 'Set NODE_EXTRA_CA_CERTS to the file of the certificate authority.';

const OF_COMMENTS: readonly ForeignFlag[] = [
  { flags: '--github-tls-cert-file <file>', reason: CERTIFICATES, refused: TRUST },
  { flags: '--github-tls-key-file <file>', reason: CERTIFICATES, refused: TRUST },
  { flags: '--github-tls-insecure-skip-verify', reason: CERTIFICATES, refused: TRUST },
  { flags: '--additional-comment-data-path <file>', reason: 'the comment has no place for other data' },
  { flags: '--format <format>', reason: 'the address of the comment is printed' },
  { flags: '--exclude-cli-output', reason: 'the comment holds no output of the command line' },
];

const OF_ALL: readonly ForeignFlag[] = [
  { flags: '--log-level <level>', reason: 'nothing is logged; errors come on standard error' },
  { flags: '--debug-report', reason: 'nothing is logged; errors come on standard error' },
];

const OF_COMMANDS: Readonly<Record<string, readonly ForeignFlag[]>> = {
  breakdown: [...OF_BREAKDOWN, ...OF_RUNS, ...OF_REPORTS, ...OF_ALL],
  diff: [...OF_RUNS, ...OF_REPORTS, ...OF_GATES, ...OF_ALL],
  output: [...OF_REPORTS, ...OF_GATES, ...OF_ALL],
  comment: [...OF_REPORTS, ...OF_GATES, ...OF_COMMENTS, ...OF_ALL],
};

/** Accepts the flags that a pipeline of Infracost gives and that have no meaning here, with one line on standard error for each. */
export function acceptForeignFlags(program: CommandUnknownOpts, stderr: TextStream): void {
  for (const command of program.commands) {
    const foreign = OF_COMMANDS[command.name()] ?? [];
    const options = foreign
      .map(({ flags, reason, many, refused }) => ({ option: optionOf(flags, many), reason, refused }))
      .filter(({ option }) => !command.options.some(({ long }) => long === option.long));
    for (const { option } of options) command.addOption(option);
    command.hook('preAction', async (_parent, called) => {
      for (const { option, reason, refused } of options) {
        if (called.getOptionValueSource(option.attributeName()) !== 'cli') continue;
        if (refused !== undefined) {
          throw new TollgateError('TG1012', `${option.long} cannot be followed: ${reason}.`, { hint: refused });
        }
        await stderr.write(`${option.long} has no effect: ${reason}.\n`);
      }
    });
  }
}

function optionOf(flags: string, many: boolean | undefined): Option {
  const option = new Option(flags, 'accepted for pipelines of Infracost').hideHelp();
  return many === true ? option.argParser(repeated) : option;
}
