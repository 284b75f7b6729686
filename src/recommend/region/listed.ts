/** "a, b and 3 more": lists stay readable. */
export function listed(words: readonly string[], most = 4): string {
  if (words.length <= most) return words.join(', ');
  return `${words.slice(0, most - 1).join(', ')} and ${words.length - most + 1} more`;
}
