import { TollgateError } from '../../core/errors.ts';
import { regionNamed } from '../../core/regions.ts';
import { cut, type InputIssue } from './issues.ts';

/** An issue for a Region no table knows, with the near spellings. */
export function unknownRegion(name: string, path: readonly PropertyKey[]): InputIssue {
  return { code: 'TG1102', path, message: `"${cut(name)}" is not an AWS Region that Tollgate knows. ${nearTo(name)}` };
}

function nearTo(name: string): string {
  try {
    return regionNamed(name).region;
  } catch (error) {
    return (error instanceof TollgateError ? error.hint : undefined) ?? '';
  }
}
