// Asks the registry what is known against the packages that are shipped, bundled or installed, and fails for the levels high and
// critical. A registry without that service (a mirror) does not fail. Usage: npm run build && npm run audit:shipped
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type AuditOutput, auditVerdict } from './audit-verdict.ts';
import { shippedPackages } from './shipped-packages.ts';

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
const shipped = shippedPackages(
  JSON.parse(readFileSync('package-lock.json', 'utf8')),
  readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8'),
);
const { passed, line } = auditVerdict(parsed(stdout), shipped);
console.log(line);
process.exitCode = passed ? 0 : 1;

function parsed(text: string): AuditOutput | undefined {
  try {
    return JSON.parse(text) as AuditOutput;
  } catch {
    return undefined;
  }
}
