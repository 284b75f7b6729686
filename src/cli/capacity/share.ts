import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A share of the capacity: 0.6, or 60%. */
export function share(text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('Give a share above zero, such as 0.6 or 60%.');
}
