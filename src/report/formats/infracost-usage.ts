import type { UsageDocument } from '../usage-document.ts';
import type { Rendering } from './format.ts';

/** The usage file itself. */
export const infracostUsage = ({ document }: Rendering): string => (document as UsageDocument).text;
