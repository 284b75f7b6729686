import type { Rendering } from './format.ts';
import { type ReportRemark, remarksOf } from './remarks.ts';

/** Limits and findings as JUnit XML: a limit is a test, a finding of severity error one that fails; what is undecided is skipped. */
export async function junit(rendering: Rendering): Promise<string> {
  const remarks = await remarksOf(rendering);
  const failed = remarks.filter(({ level }) => level === 'error').length;
  const skipped = remarks.filter(isOpen).length;
  const counts = `tests="${remarks.length}" failures="${failed}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tollgate" ${counts}>`,
    `<testsuite name="tollgate ${rendering.kind}" ${counts} timestamp="${rendering.now.toISOString()}">`,
    ...remarks.map(caseOf),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** A limit that unknown data leaves undecided; a warning of the report is no test. */
const isOpen = ({ rule, level }: ReportRemark): boolean => level === 'warning' && !/^TG\d{4}$/.test(rule);

function caseOf(remark: ReportRemark): string {
  const { rule, title, message, file, level } = remark;
  const name = /^TG\d{4}$/.test(rule) ? `${rule} ${message}` : message.split(':')[0];
  const open = `<testcase classname="${xml(rule)}" name="${xml(name ?? rule)}" file="${xml(file)}">`;
  const text = xml(message);
  if (level === 'error') return `${open}<failure message="${text}" type="${xml(title)}">${text}</failure></testcase>`;
  if (isOpen(remark)) return `${open}<skipped message="${text}"/></testcase>`;
  return `${open}<system-out>${text}</system-out></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text of an attribute or element. Characters that XML 1.0 cannot hold are replaced. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML holds none of them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
