/** The section of a version in a changelog. Throws where there is none or nothing in it: a release states what it changes. */
export function notesOf(changelog: string, version: string): string {
  const section = changelog.split(/^## /m).find((each) => /^\[?([^\]\s]+)/.exec(each)?.[1] === version);
  const notes = section?.slice(section.indexOf('\n')).trim();
  if (!notes) throw new Error(`CHANGELOG.md says nothing of ${version}.`);
  return `${notes}\n`;
}
