import { shortService } from '../../core/ids.ts';

/**
 * Services without a name that answers on public addresses: endpoint services of other parties, and private APIs of API Gateway.
 * Source: PrivateLink guide, endpoint services; API Gateway guide, private REST APIs.
 */
const PRIVATE_ONLY: ReadonlySet<string> = new Set(['execute-api']);

/** Whether a service can be reached without an endpoint. Only names that AWS forms for its own services have public addresses. */
export const hasPublicName = (service: string): boolean =>
  /^(?:cn\.)?(?:com\.amazonaws|aws)\./.test(service) &&
  !/\.vpce\.|vpce-svc-/.test(service) &&
  !PRIVATE_ONLY.has(shortService(service));
