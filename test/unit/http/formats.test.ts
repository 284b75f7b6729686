import { describe, expect, test } from 'vitest';
import { chooseFormat } from '../../../src/http/compute/answer-format.ts';

const ESTIMATE = { document: 'estimate', noun: 'an estimate' } as const;

describe('the form of an answer', () => {
  test.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['application/*', 'json'],
    ['text/*', 'markdown'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['application/json;q=0.1, text/csv', 'csv'],
    ['application/vnd.infracost+json, application/json', 'infracost'],
    ['TEXT/MARKDOWN', 'markdown'],
  ])('Accept: %s gives %s', (accept, format) => {
    expect(chooseFormat(ESTIMATE, undefined, accept)).toBe(format);
  });

  test.each(['image/png', 'application/json;q=0', '', 'nonsense'])('Accept: %j is refused', (accept) => {
    expect(() => chooseFormat(ESTIMATE, undefined, accept)).toThrow(expect.objectContaining({ code: 'TG1504' }));
  });

  test('what is asked for by name wins', () => {
    expect(chooseFormat(ESTIMATE, 'csv', 'image/png')).toBe('csv');
  });
});
