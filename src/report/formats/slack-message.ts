import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { mark, verdictParts } from '../comment/verdict.ts';
import { deltaAmount, roundStep } from '../diff-amounts.ts';
import type { DiffDocument } from '../diff-document.ts';
import { signedCell } from '../views/signed.ts';
import { counted, labelled } from '../words.ts';
import type { FormatOptions, Rendering } from './format.ts';
import { visible } from './visible.ts';

/** Changes that a message lists. */
const LISTED = 10;
/** Characters of one text block that Slack takes. */
const BLOCK_LIMIT = 3000;

/** A diff as the body of a Slack webhook: the verdict, the largest changes, the limits that are exceeded. */
export async function slackMessage(rendering: Rendering, { indent, title }: FormatOptions): Promise<string> {
  const diff = rendering.document as DiffDocument;
  const runUrl = (await rendering.origin?.())?.runUrl;
  const name = title === undefined ? '' : `${title}: `;
  const verdict = `${mark(diff)} ${name}${verdictParts(diff).join(' · ')}`.trim();
  const failed = diff.gates.filter(({ passed }) => !passed).map((gate) => `• ${gate.name}: ${gate.reason}`);
  const texts = [`*${escaped(verdict)}*`, ...block(changeLines(diff).map(escaped)), ...block(failed.map(escaped))];
  const blocks: unknown[] = texts.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } }));
  if (runUrl !== undefined && /^https?:\/\/[^\s<>|]+$/.test(runUrl)) {
    blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text: `<${runUrl}|This run>` }] });
  }
  return JSON.stringify({ text: escaped(verdict), blocks }, null, indent);
}

function changeLines({ changes, currency, delta, head }: DiffDocument): readonly string[] {
  const total = roundStep(delta.monthly, head.monthly).delta;
  const cents = roundToTotal(
    changes.map((change) => new Decimal(change.delta.monthly)),
    2,
    total,
  );
  const lines = changes
    .slice(0, LISTED)
    .map(
      ({ project, id, address, change, delta: own }, index) =>
        `• ${signedCell(deltaAmount(own), cents[index], currency)}  ${labelled(project, address ?? id)} (${change})`,
    );
  return changes.length <= LISTED ? lines : [...lines, `• ${counted(changes.length - LISTED, 'more change')}`];
}

/** Lines as one block, cut where Slack takes no more. */
const block = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [lines.join('\n').slice(0, BLOCK_LIMIT)];

/** Slack reads markup, mentions and links from these three; quotes of code and emphasis are harmless. */
const escaped = (text: string): string =>
  visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
