import { describe, expect, test } from 'vitest';
import { fits, hashOf, keyText, newSecret, partsOf } from '../../../../../src/operations/resources/access/api-key.ts';

const ID = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';
const SECRET = 'A'.repeat(43);

describe('an API key', () => {
  test('is its public id and its secret', () => {
    const text = keyText({ id: ID, secret: SECRET });
    expect(text).toBe(`tgk_0199a1b27c3d7e4f8a5b6c7d8e9f0a1b_${SECRET}`);
    expect(partsOf(text)).toEqual({ id: ID, secret: SECRET });
  });

  test('has a secret of 256 random bits', () => {
    const secrets = Array.from({ length: 200 }, newSecret);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(new Set(secrets).size).toBe(200);
  });

  test.each([
    '',
    'tgk_',
    SECRET,
    `tgk_0199a1b27c3d7e4f8a5b6c7d8e9f0a1b_${SECRET}A`,
    `tgk_0199a1b27c3d7e4f8a5b6c7d8e9f0a1b_${'A'.repeat(42)}`,
    `TGK_0199a1b27c3d7e4f8a5b6c7d8e9f0a1b_${SECRET}`,
    `tgk_0199a1b27c3d7e4f8a5b6c7d8e9f0a1x_${SECRET}`,
    ` tgk_0199a1b27c3d7e4f8a5b6c7d8e9f0a1b_${SECRET}`,
  ])('%j is none', (text) => {
    expect(partsOf(text)).toBeUndefined();
  });

  test('is kept as the SHA-256 of its secret', () => {
    // printf abc | sha256sum
    const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(hashOf('abc')).toBe(hash);
    expect([fits('abc', hash), fits('abd', hash), fits('', hash)]).toEqual([true, false, false]);
  });
});
