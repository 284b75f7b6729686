// Adds the platform packages that npm leaves out of package-lock.json where a registry mirror does not hold them (yet): without
// their entries `npm ci` refuses the lock file, there and on every other platform. Usage: npm run lockfile
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLockfile, type Lockfile } from './lockfile.ts';

const path = 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
const added = completeLockfile(lock);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} platform packages added`);
