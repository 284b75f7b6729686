import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Answers one command of the AWS CLI; throws to refuse it. */
export type AwsCommand = (words: readonly string[], folder: string) => string;

/** A loop that waits for what never comes ends here. */
const LONGEST_MS = 8_000;

const PRELUDE = `
aws() {
  printf '%s\\0' "$@" >&3; printf '\\1\\0' >&3
  local status reply
  IFS= read -r -d '' status <&4; IFS= read -r -d '' reply <&4
  if [ -n "$reply" ]; then printf '%s\\n' "$reply"; fi
  return "$status"
}
sleep() { :; }
set -u
`;

/** A folder in which texts of a plan run one after the other, in a new shell each, as a person would run waves days apart. */
export class Shell {
  readonly folder = mkdtempSync(join(tmpdir(), 'tollgate-steps-'));
  readonly #aws: AwsCommand;

  constructor(aws: AwsCommand) {
    this.#aws = aws;
  }

  /** Runs a text in bash, whose `aws` is the given one. Rejects where a command is refused or the shell complains. */
  async run(text: string): Promise<void> {
    const child = spawn('bash', ['-c', `${PRELUDE}\n${text}`], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      // A group of its own: a refusal inside $(...) must end the subshell as well.
      detached: true,
    });
    let refused: unknown;
    const end = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    const clock = setTimeout(end, LONGEST_MS);
    const answer = (words: readonly string[]): string => {
      try {
        return `0\0${this.#aws(words, this.folder)}\0`;
      } catch (error) {
        refused ??= error;
        end();
        return '1\0\0';
      }
    };
    serve(child, answer);
    let complaints = '';
    child.stderr?.on('data', (data: Buffer) => {
      complaints += data.toString();
    });
    const status = await new Promise<number | null>((done) => child.on('close', done));
    clearTimeout(clock);
    if (refused !== undefined) throw refused;
    if (complaints !== '' || status !== 0) throw new Error(`bash ended with ${status}: ${complaints}\n${text}`);
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function serve(child: ChildProcess, answer: (words: readonly string[]) => string): void {
  const [, , , asked, told] = child.stdio as unknown as [null, null, Readable, Readable, Writable];
  told.on('error', () => undefined);
  let rest = '';
  asked.setEncoding('utf8');
  asked.on('data', (data: string) => {
    rest += data;
    for (let end = rest.indexOf('\u0001\u0000'); end !== -1; end = rest.indexOf('\u0001\u0000')) {
      const words = rest.slice(0, end).split('\0').slice(0, -1);
      rest = rest.slice(end + 2);
      told.write(answer(words));
    }
  });
}
