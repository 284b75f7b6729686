import type { FocusRow } from './focus-row.ts';
import type { Period } from './period.ts';

/** What every row of ours says. The charge period is the billing period unless it is given. */
export const constantsOf = (currency: string, billing: Period, charge: Period = billing): FocusRow => ({
  BillingCurrency: currency,
  BillingPeriodStart: billing.start,
  BillingPeriodEnd: billing.end,
  ChargePeriodStart: charge.start,
  ChargePeriodEnd: charge.end,
  ChargeCategory: 'Usage',
  ChargeFrequency: 'Usage-Based',
  InvoiceIssuerName: 'Amazon Web Services, Inc.',
  PricingCategory: 'Standard',
  PricingCurrency: currency,
  ProviderName: 'AWS',
  PublisherName: 'AWS',
  HostProviderName: 'AWS',
  ServiceProviderName: 'AWS',
  ServiceCategory: 'Networking',
  ServiceSubcategory: 'Network Connectivity',
  x_IsEstimate: 'true',
});
