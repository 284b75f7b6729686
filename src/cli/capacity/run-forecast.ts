import { type ForecastSettings, forecastDocument } from '../../operations/forecast/forecast-document.ts';
import type { Services } from '../../operations/services.ts';
import { viewForecast } from '../../report/views/forecast.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type FocusWriteOptions, writeFocus } from '../focus-options.ts';
import type { Host } from '../host.ts';
import { writeResult } from '../output.ts';
import { type CapacityFileOptions, capacityRequest } from './capacity-request.ts';
import { type PrintOptions, printDocument } from './print-document.ts';

export interface ForecastOptions
  extends CapacityFileOptions,
    ForecastSettings,
    FocusWriteOptions,
    Omit<PrintOptions, 'format'> {
  readonly format: PrintOptions['format'] | 'focus';
}

/** Forecasts load and cost and prints them. */
export async function runForecast(options: ForecastOptions, host: Host, services: Services): Promise<ExitCode> {
  const document = await forecastDocument(await capacityRequest(options, host, services), options, services);
  const { format } = options;
  if (format === 'focus') await writeResult(await writeFocus(document, options, services), host, options.outFile);
  else await printDocument(document, viewForecast, { ...options, format }, host);
  return EXIT.done;
}
