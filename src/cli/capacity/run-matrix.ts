import { TollgateError } from '../../core/errors.ts';
import { loadNetwork } from '../../operations/inputs/load-network.ts';
import { loadTraffic } from '../../operations/inputs/load-traffic.ts';
import type { Services } from '../../operations/services.ts';
import { matrixDocument, withFlows } from '../../operations/shared/flow-matrix.ts';
import { viewMatrix } from '../../report/views/matrix.ts';
import { FLOW_SOURCES } from '../../traffic/registry.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { writeResult } from '../output.ts';
import { type CapacityFileOptions, capacityRequest } from './capacity-request.ts';
import { type PrintOptions, printDocument } from './print-document.ts';

export interface MatrixOptions extends CapacityFileOptions, PrintOptions {
  readonly flowLogs?: readonly string[] | undefined;
  readonly memoryLimit?: string | undefined;
  readonly topologyOut?: string | undefined;
}

/** Reads flow logs against a network and prints the matrix; with --topology-out the network is written with its flows. */
export async function runMatrix(options: MatrixOptions, host: Host, services: Services): Promise<ExitCode> {
  const { flowLogs, memoryLimit, topologyOut } = options;
  if (flowLogs === undefined) {
    throw new TollgateError('TG1012', 'No --flow-logs are given.', {
      hint: 'Give a file, a folder or a quoted glob, for example --flow-logs "logs/**/*.log.gz".',
    });
  }
  checkMemoryLimit(memoryLimit);
  const { network, networkOptions, files, usageFile } = await capacityRequest(options, host, services);
  const reading = await loadNetwork(network, networkOptions);
  const traffic = await loadTraffic({ usageFile, files }, reading.topology);
  const source = await FLOW_SOURCES['flow-logs']();
  const document = await matrixDocument({ reading, traffic, flowLogs, memoryLimit }, source);
  if (topologyOut !== undefined) {
    await writeResult(JSON.stringify(withFlows(reading.topology, document), null, 2), host, topologyOut);
  }
  await printDocument(document, viewMatrix, options, host);
  return EXIT.done;
}

/** The limit goes into a setting of the database, so it is held to its form. */
function checkMemoryLimit(limit: string | undefined): void {
  if (limit === undefined || /^\d{1,4}(?:\.\d)?\s?[KMGT]i?B$/i.test(limit)) return;
  throw new TollgateError('TG1012', 'The memory limit cannot be read.', { hint: 'Give a size such as 500MB or 4GB.' });
}
