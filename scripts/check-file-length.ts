// Fails on source files over 400 lines and test files over 600: a file that long holds more than one idea.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LIMITS = [
  { under: 'src/', most: 400 },
  { under: 'scripts/', most: 400 },
  { under: 'bench/', most: 400 },
  { under: 'test/', most: 600 },
];

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');
const tooLong = files.flatMap((file) => {
  const limit = LIMITS.find((each) => file.startsWith(each.under));
  const lines = readFileSync(file, 'utf8').split('\n').length - 1;
  return limit && lines > limit.most ? [`${file}: ${lines} lines, at most ${limit.most}`] : [];
});
for (const line of tooLong) console.error(line);
process.exitCode = tooLong.length > 0 ? 1 : 0;
