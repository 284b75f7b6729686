import type { UsageDocument } from '../usage-document.ts';
import type { View } from '../view.ts';
import { counted } from '../words.ts';

/** What was filled in; the file itself is the document. */
export const viewUsage = ({ written, kept, unmatched }: UsageDocument): View => ({
  title: 'Usage file',
  headline: `Wrote the usage of ${counted(written, 'endpoint')}${[
    ...(kept === 0 ? [] : [`kept ${counted(kept, 'value')} of yours`]),
    ...(unmatched === 0 ? [] : [`${counted(unmatched, 'measured endpoint')} not in the plan`]),
  ]
    .map((each) => `; ${each}`)
    .join('')}.`,
  sections: [],
  findings: [],
  footnote: '',
  records: () => ({ columns: [], rows: [] }),
});
