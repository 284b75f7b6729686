// Prints what CHANGELOG.md says of a version. Usage: node scripts/release-notes.ts VERSION
import { readFileSync } from 'node:fs';
import { notesOf } from './notes-of.ts';

process.stdout.write(notesOf(readFileSync('CHANGELOG.md', 'utf8'), process.argv[2] ?? ''));
