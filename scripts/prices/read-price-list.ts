// Reads AWS's public offer files (no account) into the rate cards of the next snapshot.
import { carryOver, requireUnambiguous } from '../../src/rates/carry-over.ts';
import type { RateCard } from '../../src/rates/rate-card.ts';
import type { RateSource } from '../../src/rates/rate-source.ts';

/**
 * The cards as the price list has them now. Prices that no list can be asked for stay from the card before, with their own
 * day and source; a row that the list does not show is not a price of zero. `onRegion` hears of each Region when it is read.
 */
export async function readPriceList(
  list: RateSource,
  before: readonly RateCard[],
  onRegion: (line: string) => void,
): Promise<readonly RateCard[]> {
  const cards: RateCard[] = [];
  // One Region after the other: the offers of one are hundreds of megabytes, of which little is kept.
  for (const known of before) {
    const { card: live, findings } = await list.rateCard(known.region, undefined, known);
    const { card, kept } = carryOver(known, live);
    requireUnambiguous(card);
    onRegion(`${card.region}: ${live.rates.length} prices of ${card.publishedAt}, ${kept.length} kept`);
    for (const finding of findings) onRegion(`  ${finding.code} ${finding.message}`);
    cards.push(card);
  }
  return cards;
}
