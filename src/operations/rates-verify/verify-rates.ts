import { TollgateError } from '../../core/errors.ts';
import { carryOver, requireUnambiguous } from '../../rates/carry-over.ts';
import { compareCards } from '../../rates/compare-cards.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import type { RateCopy, RateStore } from '../../rates/rate-store.ts';
import type { RateVerificationDocument, RegionVerification } from '../../report/rate-verification.ts';
import { eachLimited } from '../shared/each-limited.ts';
import { documentError, rateCardInUse } from '../shared/rate-card-in-use.ts';

export interface VerifyPorts {
  readonly rates: RateSource;
  readonly store: RateStore;
  /** The live price list to compare with; absent = only the copies on disk are checked. */
  readonly live?: RateSource | undefined;
}

const AT_ONCE = 4;

/**
 * Use case: check every copy of the Regions' rates against its checksum, that each product has one price, and with a live
 * source that the price list still says the same. Writes nothing.
 */
export async function verifyRates(
  regions: readonly string[],
  ports: VerifyPorts,
  signal?: AbortSignal,
): Promise<RateVerificationDocument> {
  const verified = await eachLimited([...new Set(regions)], AT_ONCE, (region) => verifyRegion(region, ports, signal));
  return {
    schema: 'tollgate/rate-verification@1',
    ok: verified.every((region) => region.ok),
    ...(ports.live !== undefined && { liveSource: ports.live.kind }),
    regions: verified,
  };
}

async function verifyRegion(region: string, ports: VerifyPorts, signal?: AbortSignal): Promise<RegionVerification> {
  const errors: TollgateError[] = [];
  const copies = (await attempt(errors, () => ports.store.copies(region))) ?? [];
  const card = await rateCardInUse(ports.rates, region);
  if (card) await attempt(errors, async () => requireUnambiguous(card));
  else if (errors.length === 0) errors.push(new TollgateError('TG1303', `No usable rates are known for ${region}.`));
  const { live } = ports;
  const differences = live && (await attempt(errors, () => differencesFrom(live, card, region, signal)));
  const isWhole = copies.every((copy) => copy.state !== 'damaged');
  return {
    region,
    ok: isWhole && errors.length === 0 && (differences ?? []).length === 0,
    copies: copies.map(copyDocument),
    ...(card && { confidence: byConfidence(card) }),
    ...(differences && { differences }),
    errors: errors.map(documentError),
  };
}

async function attempt<T>(errors: TollgateError[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    errors.push(error);
    return undefined;
  }
}

async function differencesFrom(live: RateSource, card: RateCard | undefined, region: string, signal?: AbortSignal) {
  const reading = await live.rateCard(region, signal);
  return compareCards(card, carryOver(card, reading.card).card);
}

const copyDocument = ({ copy, state, card, fetchedAt }: RateCopy): RegionVerification['copies'][number] => ({
  copy,
  state,
  ...(card && { publishedAt: card.publishedAt, version: card.version, rates: card.rates.length }),
  ...(fetchedAt !== undefined && { fetchedAt }),
});

function byConfidence(card: RateCard): NonNullable<RegionVerification['confidence']> {
  const counts = { high: 0, medium: 0, inferred: 0, low: 0 };
  for (const rate of card.rates) counts[rate.confidence] += 1;
  return counts;
}
