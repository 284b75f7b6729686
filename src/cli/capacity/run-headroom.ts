import { type HeadroomSettings, headroomDocument } from '../../operations/headroom/headroom-document.ts';
import type { Services } from '../../operations/services.ts';
import { viewHeadroom } from '../../report/views/headroom.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { type CapacityFileOptions, capacityRequest } from './capacity-request.ts';
import { type PrintOptions, printDocument } from './print-document.ts';

export interface HeadroomOptions extends CapacityFileOptions, HeadroomSettings, PrintOptions {}

/** Computes headroom and prints it. */
export async function runHeadroom(options: HeadroomOptions, host: Host, services: Services): Promise<ExitCode> {
  const document = await headroomDocument(await capacityRequest(options, host, services), options);
  await printDocument(document, viewHeadroom, options, host);
  return EXIT.done;
}
