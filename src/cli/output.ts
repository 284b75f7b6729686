import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TollgateError } from '../core/errors.ts';
import { systemReason } from '../files/system-reason.ts';
import { writeWhole as writeNew } from '../files/write-whole.ts';
import type { Host } from './host.ts';

/**
 * Hands the result over: to standard output, or with `--out-file` to a file that appears whole or not at all.
 * Throws TG1012 for bytes on a terminal, TG1521 where the file cannot be written.
 */
export async function writeResult(text: string | Uint8Array, host: Host, outFile: string | undefined): Promise<void> {
  const whole = typeof text !== 'string' || text.endsWith('\n') ? text : `${text}\n`;
  if (typeof whole !== 'string' && host.stdout.isTerminal && (outFile === undefined || outFile === '-')) {
    throw new TollgateError('TG1012', 'The format is not text, and the output is a terminal.', {
      hint: 'Give --out-file, or send the output to a file.',
    });
  }
  if (outFile === undefined || outFile === '-') return host.stdout.write(whole);
  try {
    await writeWhole(outFile, whole);
  } catch (cause) {
    throw new TollgateError('TG1521', `${outFile} cannot be written: ${reasonOf(cause)}.`, {
      location: { file: outFile },
      hint: 'Check that the directory exists and that you may write there.',
      cause,
    });
  }
  await host.stderr.write(`Wrote ${outFile}\n`);
}

/** Hands over further files that were asked for by path; their folder is made where it is missing. Throws TG1521 where one cannot be written. */
export async function writeFiles(
  files: readonly { readonly path: string; readonly text: string }[],
  host: Host,
): Promise<void> {
  for (const { path, text } of files) {
    // A folder that cannot be made is told by the file that cannot be written.
    await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
    await writeResult(text, host, path);
  }
}

/** The user's own mask: one that keeps the data directory private later is not for results. */
const UMASK = process.umask();
const NEW_FILE = 0o666;

/** A regular file is replaced in one step; a pipe or a device is written to, since replacing it would destroy it. */
async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  const target = await stat(path).catch(() => undefined);
  if (target && !target.isFile()) return writeFile(path, text);
  await writeNew(path, text, { mode: NEW_FILE & ~UMASK });
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return systemReason(cause) ?? (code === '' ? 'the system refused it' : `the system answered ${code}`);
}
