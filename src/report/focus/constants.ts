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
  // One name for the provider and the issuer: FOCUS takes two names for two parties.
  InvoiceIssuerName: 'AWS',
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

/** Who pays and whose account it is. FOCUS wants a display name beside an id: the id is one where no input names the account. */
export const accountsOf = (billingAccount: string | undefined, account: string): FocusRow => {
  const payer = billingAccount ?? (account === '' ? 'unknown' : account);
  return {
    BillingAccountId: payer,
    BillingAccountName: payer,
    BillingAccountType: 'Payer account',
    ...(account !== '' && { SubAccountId: account, SubAccountName: account, SubAccountType: 'Linked account' }),
  };
};
