import { VERSION } from '../../core/version.ts';
import type { FormatOptions, Rendering } from './format.ts';
import { type ReportRemark, remarksOf } from './remarks.ts';

/** Limits that are not kept and findings as SARIF 2.1.0, which GitHub, Azure and editors read. */
export async function sarif(rendering: Rendering, { indent }: FormatOptions): Promise<string> {
  const remarks = (await remarksOf(rendering)).filter(({ level }) => level !== 'none');
  const rules = [...Map.groupBy(remarks, ({ rule }) => rule)].map(([id, [first]]) => ({
    id,
    shortDescription: { text: first?.title ?? id },
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tollgate', version: VERSION, rules } },
        results: remarks.map((remark) =>
          resultOf(
            remark,
            rules.findIndex(({ id }) => id === remark.rule),
          ),
        ),
      },
    ],
  };
  return JSON.stringify(log, null, indent);
}

const resultOf = ({ rule, level, message, file, line }: ReportRemark, ruleIndex: number) => ({
  ruleId: rule,
  ruleIndex,
  level,
  message: { text: message },
  locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } } }],
});

/** A relative path as a relative reference; an absolute one as a file. */
const uriOf = (file: string): string => {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
};
