import { visible } from './visible.ts';

/**
 * Where markup, an entity, a table cell, HTML, a mention, an issue reference, a formula or an automatic link can begin or end.
 * The rest stays readable in the raw text: `aws_vpc_endpoint.this["a"]` holds nothing that GitHub reads as markup.
 */
const SPECIAL = new RegExp(
  [
    /[\\`*<>&|~@]/,
    /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/,
    /\](?=[([:])/,
    /#(?=\d)|(?<=^\s*)#/,
    /\$(?!\d)/,
    /:(?=\/\/)|(?<=\bwww)\./,
    /(?<=^\s*)[-+=](?=[-=\s]|$)|(?<=^\s*\d+)[.)](?=\s|$)/,
  ]
    .map((each) => each.source)
    .join('|'),
  'gi',
);

/**
 * Text inside Markdown, shown as itself. Entities, unlike backslashes, hold in table cells and in inline HTML alike; an `@` is
 * also cut off from its name, because GitHub looks for mentions after entities are resolved.
 */
export function markdownText(text: string): string {
  return visible(text).replace(SPECIAL, (char) => (char === '@' ? '@<!-- -->' : `&#${char.charCodeAt(0)};`));
}
