import { type GivenThresholds, thresholdsOf } from '../../capacity/level.ts';
import { TollgateError } from '../../core/errors.ts';
import { buildForecast } from '../../report/build-forecast.ts';
import type { ForecastDocument } from '../../report/forecast-document.ts';
import type { HistoryWindowOptions } from '../inputs/ask-history.ts';
import { type NetworkInputs, withHistory } from '../inputs/network-inputs.ts';
import type { Services } from '../services.ts';
import { forecastNetwork } from '../shared/forecast-network.ts';

/** Longest look ahead: intervals of anything further say nothing. */
const MOST_MONTHS = 36;
const MONTHS = 12;

/** How far and against what a forecast looks; what is absent has its default. */
export interface ForecastSettings extends HistoryWindowOptions, GivenThresholds {
  /** Whole calendar months: 12 unless given. */
  readonly months?: number | undefined;
  readonly billingDate?: string | undefined;
}

/** Use case of every face: the forecast document of a network. Throws TG3001, TG3005, TG1012 and what reading the inputs throws. */
export function forecastDocument(
  request: NetworkInputs,
  settings: ForecastSettings,
  services: Pick<Services, 'rates' | 'forecasters'>,
): Promise<ForecastDocument> {
  const { watch, warning, critical } = thresholdsOf(settings);
  const months = settings.months ?? MONTHS;
  if (!Number.isSafeInteger(months) || months < 1 || months > MOST_MONTHS) {
    throw new TollgateError('TG1012', `The months are not a whole number from 1 to ${MOST_MONTHS}.`);
  }
  return withHistory(request, async ({ reading, history, profile, findings }) => {
    if (!history) {
      throw new TollgateError('TG3005', 'A forecast needs measured throughput, and there is none.', {
        hint: 'Give --traffic FILE.csv or .parquet, or a snapshot made by `tollgate scan`.',
      });
    }
    const forecast = await forecastNetwork(
      {
        reading,
        history,
        findings,
        traffic: profile,
        window: settings,
        months,
        thresholds: [...new Set([watch, warning, critical])],
        billingDate: settings.billingDate,
      },
      services.rates,
      await services.forecasters(),
    );
    return buildForecast(forecast, services.rates.kind);
  });
}
