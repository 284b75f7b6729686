import type { CommentHostKind } from '../comment/host-limits.ts';
import type { View } from '../view.ts';
import type { Format, FormatOptions, Rendering, ViewFormat, Written } from './format.ts';

/** A format that draws views. */
const drawing =
  (load: () => Promise<ViewFormat>): Format['load'] =>
  async () => {
    const draw = await load();
    return async ({ view }, options) => draw(await view(), options);
  };

/** A diff as the comment of one host. */
const comment = (host: CommentHostKind) =>
  ({
    mediaType: 'text/markdown',
    endings: [],
    documents: ['diff'],
    load: async () => (await import('./host-comment.ts')).hostComment(host),
  }) as const;

const FOREIGN = 'application/vnd.infracost+json';

/** Every format, in the order help shows them: one file and one line. */
export const FORMATS = {
  table: {
    mediaType: 'text/plain',
    endings: [],
    documents: 'every',
    load: drawing(async () => (await import('./table.ts')).table),
  },
  markdown: {
    mediaType: 'text/markdown',
    endings: ['md', 'markdown'],
    documents: 'every',
    load: async () => (await import('./markdown-of.ts')).markdownOf,
  },
  csv: {
    mediaType: 'text/csv',
    endings: ['csv'],
    documents: 'every',
    load: drawing(async () => (await import('./csv.ts')).csv),
  },
  html: {
    mediaType: 'text/html',
    endings: ['html', 'htm'],
    documents: 'every',
    load: drawing(async () => (await import('./html.ts')).html),
  },
  json: {
    mediaType: 'application/json',
    endings: ['json'],
    documents: 'every',
    load:
      async () =>
      ({ document }, { indent }) =>
        JSON.stringify(document, null, indent),
  },
  infracost: {
    mediaType: FOREIGN,
    endings: [],
    documents: ['estimate', 'diff'],
    load: async () => (await import('./infracost-of.ts')).infracostOf,
  },
  diff: {
    mediaType: 'text/x-diff',
    endings: ['diff'],
    documents: ['diff'],
    load: async () => (await import('./diff-text.ts')).diffText,
  },
  'github-comment': comment('github'),
  'gitlab-comment': comment('gitlab'),
  'azure-repos-comment': comment('azure-repos'),
  'bitbucket-comment': comment('bitbucket'),
  'slack-message': {
    mediaType: 'application/vnd.slack+json',
    endings: [],
    documents: ['diff'],
    load: async () => (await import('./slack-message.ts')).slackMessage,
  },
  junit: {
    mediaType: 'application/xml',
    endings: ['xml'],
    documents: 'every',
    load: async () => (await import('./junit.ts')).junit,
  },
  sarif: {
    mediaType: 'application/sarif+json',
    endings: ['sarif'],
    documents: 'every',
    load: async () => (await import('./sarif.ts')).sarif,
  },
  'code-quality': {
    mediaType: 'application/vnd.gitlab.code-quality+json',
    endings: [],
    documents: 'every',
    load: async () => (await import('./code-quality.ts')).codeQuality,
  },
  focus: {
    mediaType: 'text/csv',
    endings: [],
    documents: ['estimate', 'forecast', 'allocation'],
    load: async () => (await import('./focus.ts')).focusOf,
  },
  'focus-parquet': {
    mediaType: 'application/vnd.apache.parquet',
    endings: ['parquet'],
    documents: ['estimate', 'forecast', 'allocation'],
    load: async () => (await import('./focus-parquet.ts')).focusParquet,
  },
  'infracost-usage': {
    mediaType: 'application/yaml',
    endings: ['yml', 'yaml'],
    documents: ['usage'],
    load: async () => (await import('./infracost-usage.ts')).infracostUsage,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

/** The formats a document has. */
export const formatsOf = (kind: string): readonly FormatName[] =>
  (Object.keys(FORMATS) as FormatName[]).filter((name) => {
    const { documents }: Format = FORMATS[name];
    return documents === 'every' || documents.some((each) => each === kind);
  });

/** The document in the named format. */
export async function write(name: FormatName, rendering: Rendering, options: FormatOptions = {}): Promise<Written> {
  const format: Format = FORMATS[name];
  return (await format.load())(rendering, options);
}

/** Formats of a document that no operation answers with. */
export const VIEW_FORMATS = ['table', 'markdown', 'csv', 'html'] as const;
export type ViewFormatName = (typeof VIEW_FORMATS)[number];

const VIEWS: Readonly<Record<ViewFormatName, () => Promise<ViewFormat>>> = {
  table: async () => (await import('./table.ts')).table,
  markdown: async () => (await import('./markdown.ts')).markdown,
  csv: async () => (await import('./csv.ts')).csv,
  html: async () => (await import('./html.ts')).html,
};

/** Draws a view in the named format. */
export async function drawView(format: ViewFormatName, view: View, options: FormatOptions = {}): Promise<string> {
  return (await VIEWS[format]())(view, options);
}
