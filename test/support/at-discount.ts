import { type Discount, discountedRates } from '../../src/rates/discounts.ts';
import type { RateSource } from '../../src/rates/rate-source.ts';

/** The services with rates at what is paid, as operations take them. */
export const atDiscount = <S extends { readonly rates: RateSource }>(
  services: S,
  discounts: readonly Discount[],
): S => ({
  ...services,
  rates: discountedRates(services.rates, discounts),
});
