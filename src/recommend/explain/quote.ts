/** A word for a POSIX shell: whatever it holds, it stays one word. */
export const shell = (word: string): string =>
  /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** A string literal of HCL: quotes, control characters and template markers are escaped. */
export const hcl = (text: string): string => JSON.stringify(text).replace(/[$%](?=\{)/g, (marker) => marker + marker);

/** A name for a Terraform resource, made from any text. */
export const label = (text: string): string => {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z_]/.test(plain) ? plain : `r_${plain}`;
};

/** Text for a comment: it stays on its line, whatever it holds. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
