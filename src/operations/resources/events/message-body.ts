import type { TollgateEvent } from '../../../report/event-document.ts';
import { eventText } from '../../../report/event-text.ts';
import type { WebhookFormat } from './webhook.ts';

/** The bytes a webhook is sent: the same for every attempt, so that a receiver can tell a repeat. */
export const messageBody: Readonly<Record<WebhookFormat, (event: TollgateEvent) => string>> = {
  json: (event) => JSON.stringify(event),
  slack: (event) => JSON.stringify({ text: slackText(eventText(event)) }),
};

/** The three characters that Slack's markup gives a meaning to everywhere: links, mentions and entities begin with them. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
