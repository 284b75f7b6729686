// Asks the registry what is known against the dependencies that are shipped, and fails for the levels high and critical.
// A registry without that service (a mirror) is said so and does not fail. Usage: npm run audit:shipped
import { spawnSync } from 'node:child_process';
import { type AuditOutput, auditVerdict } from './audit-verdict.ts';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
const { passed, line } = auditVerdict(parsed(stdout));
console.log(line);
process.exitCode = passed ? 0 : 1;

function parsed(text: string): AuditOutput | undefined {
  try {
    return JSON.parse(text) as AuditOutput;
  } catch {
    return undefined;
  }
}
