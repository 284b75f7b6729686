import { TollgateError } from '../../core/errors.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { RateSource } from '../../rates/rate-source.ts';

/** The card in use for a Region; undefined when there is none, or none that is whole. */
export async function rateCardInUse(rates: RateSource, region: string): Promise<RateCard | undefined> {
  try {
    return (await rates.rateCard(region)).card;
  } catch (error) {
    if (error instanceof TollgateError && (error.code === 'TG1303' || error.code === 'TG1306')) return undefined;
    throw error;
  }
}

/** An error as documents carry it. */
export const documentError = ({ code, message, hint }: TollgateError) => ({
  code,
  message,
  ...(hint !== undefined && { hint }),
});
