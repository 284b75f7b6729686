import type { Location } from './location.ts';

/**
 * Every error a user can meet: its stable code, the HTTP status that carries it and its title. `docs/errors.md` explains
 * each; a test holds the two together. Ranges: TG10 input, TG11 topology, TG12 traffic, TG13 rates, TG14 model, TG15 service
 * and configuration, TG20 AWS, TG21 history, TG22 state, TG30 capacity, TG40 recommendations, TG50 changes and comments,
 * TG60 billing, budgets and integrations.
 */
export const ERRORS = {
  TG1001: { status: 400, title: 'The input is empty' },
  TG1002: { status: 400, title: 'The input is not valid JSON' },
  TG1003: { status: 400, title: 'The input is not valid YAML' },
  TG1004: { status: 400, title: 'The input is of no kind that Tollgate reads' },
  TG1005: { status: 400, title: 'The input does not fit its schema' },
  TG1006: { status: 413, title: 'The input is too large' },
  TG1007: { status: 400, title: 'The file cannot be read' },
  TG1008: { status: 400, title: 'The YAML expands beyond the alias limit' },
  TG1009: { status: 400, title: 'The input is Terraform state, not a plan' },
  TG1010: { status: 400, title: 'The input is Terraform source, not a plan' },
  TG1011: { status: 400, title: 'The plan is errored' },
  TG1012: { status: 400, title: 'An argument is not valid' },
  TG1013: { status: 400, title: 'The input holds a forbidden key' },
  TG1014: { status: 400, title: 'The text encoding cannot be read' },
  TG1101: { status: 400, title: 'Two entries share one id' },
  TG1102: { status: 400, title: 'The Region is unknown' },
  TG1103: { status: 400, title: 'An Availability Zone lies outside its Region' },
  TG1104: { status: 400, title: 'An entry refers to one that does not exist' },
  TG1120: { status: 400, title: 'The template refers to itself' },
  TG1121: { status: 400, title: 'The template expands beyond the limits' },
  TG1201: { status: 400, title: 'The usage file has a version that Tollgate does not read' },
  TG1202: { status: 400, title: 'A quantity is not valid' },
  TG1301: { status: 422, title: 'No rate matches' },
  TG1302: { status: 422, title: 'More than one rate matches' },
  TG1303: { status: 503, title: 'No usable rates for the Region' },
  TG1304: { status: 502, title: 'The price list answered something that cannot be read' },
  TG1305: { status: 502, title: 'The price list cannot be reached' },
  TG1306: { status: 500, title: 'A price file does not match its checksum' },
  TG1307: { status: 502, title: 'The price list refuses access' },
  TG1308: { status: 500, title: 'The pricing cache cannot be written' },
  TG1401: { status: 422, title: 'The network is billed in more than one currency' },
  TG1501: { status: 404, title: 'There is nothing at this address' },
  TG1502: { status: 405, title: 'The method is not allowed here' },
  TG1503: { status: 415, title: 'The media type of the request is not supported' },
  TG1504: { status: 406, title: 'No accepted format is available' },
  TG1505: { status: 429, title: 'Too many requests' },
  TG1506: { status: 503, title: 'The service is busy' },
  TG1507: { status: 408, title: 'The request took too long to arrive' },
  TG1508: { status: 503, title: 'The work took too long' },
  TG1509: { status: 500, title: 'Something went wrong inside Tollgate' },
  TG1510: { status: 400, title: 'The request is malformed' },
  TG1511: { status: 431, title: 'The request headers are too large' },
  TG1512: { status: 500, title: 'The service may listen on loopback only' },
  TG1513: { status: 500, title: 'The service cannot listen there' },
  TG1514: { status: 409, title: 'Tollgate is offline' },
  TG1515: { status: 422, title: 'The idempotency key was used for another request' },
  TG1516: { status: 409, title: 'A request with this idempotency key is still running' },
  TG1517: { status: 401, title: 'No valid API key' },
  TG1518: { status: 403, title: 'The API key does not allow this' },
  TG1520: { status: 500, title: 'A setting is not valid' },
  TG1521: { status: 500, title: 'The output cannot be written' },
  TG2001: { status: 401, title: 'AWS credentials are missing' },
  TG2002: { status: 401, title: 'The AWS credentials have expired' },
  TG2003: { status: 403, title: 'AWS denies a call that a scan cannot do without' },
  TG2004: { status: 400, title: 'The Region cannot be used with these credentials' },
  TG2005: { status: 502, title: 'The clock differs too much from that of AWS' },
  TG2006: { status: 502, title: 'AWS cannot be reached' },
  TG2007: { status: 422, title: 'The metric queries would cost too much' },
  TG2101: { status: 507, title: 'The throughput history cannot be written' },
  TG2102: { status: 500, title: 'The throughput history is damaged' },
  TG2201: { status: 503, title: 'The state database cannot be used' },
  TG2202: { status: 404, title: 'There is nothing of that id' },
  TG2203: { status: 409, title: 'A scan of that account and Region is under way' },
  TG3001: { status: 400, title: 'The utilisation thresholds are not valid' },
  TG3002: { status: 400, title: 'No flow log file matches' },
  TG3003: { status: 400, title: 'The flow logs lack a field that is needed' },
  TG3004: { status: 400, title: 'The network has no interfaces to match flow logs with' },
  TG3005: { status: 400, title: 'The history holds no row in the window' },
  TG4001: { status: 400, title: 'An option of the recommendation is not valid' },
  TG4002: { status: 500, title: 'The plan does not re-price to its claim' },
  TG4003: { status: 404, title: 'No recommendation has that id' },
  TG4004: { status: 400, title: 'The status of a recommendation is not valid' },
  TG4005: { status: 503, title: 'The status of recommendations is not kept here' },
  TG5001: { status: 422, title: 'Base and head are priced in different currencies' },
  TG5002: { status: 422, title: 'Base and head are priced for different months' },
  TG5003: { status: 400, title: 'There is nothing to compare with' },
  TG5004: { status: 400, title: 'A gate is not valid' },
  TG5005: { status: 400, title: 'The policy file is not valid' },
  TG5010: { status: 502, title: 'The comment could not be posted' },
  TG5011: { status: 403, title: 'The token may not write comments' },
  TG5012: { status: 404, title: 'The pull request is not there' },
  TG5013: { status: 422, title: 'The host does not take the comment' },
  TG5014: { status: 429, title: 'The host asks to slow down' },
  TG5015: { status: 401, title: 'The token is missing or refused' },
  TG5016: { status: 502, title: 'The host of the pull request cannot be reached' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Every finding a report can carry: its stable code, severity and title. */
export const FINDINGS = {
  TG1150: { severity: 'warning', title: 'The zones of an endpoint are not known' },
  TG1151: { severity: 'info', title: 'The zones of an endpoint are derived from the configuration' },
  TG1152: { severity: 'warning', title: 'The Region of an endpoint is not known' },
  TG1153: { severity: 'info', title: 'The endpoint type is absent, so the default Gateway applies' },
  TG1154: { severity: 'warning', title: 'The plan is incomplete' },
  TG1155: { severity: 'warning', title: 'The service is not one that AWS names' },
  TG1156: { severity: 'info', title: 'An interface endpoint has no subnet and so no network interface' },
  TG1157: { severity: 'warning', title: 'Zone names and zone ids are mixed' },
  TG1158: { severity: 'warning', title: 'The service name belongs to another Region' },
  TG1170: { severity: 'warning', title: 'A template value is not given' },
  TG1171: { severity: 'warning', title: 'A template macro is not run' },
  TG1172: { severity: 'warning', title: 'A part of the template cannot be evaluated' },
  TG1173: { severity: 'warning', title: 'A nested template is not read' },
  TG1174: { severity: 'warning', title: 'Whether an endpoint exists is not known' },
  TG1175: { severity: 'warning', title: 'The type of an endpoint is not known' },
  TG1176: { severity: 'warning', title: 'A given parameter is declared nowhere' },
  TG1203: { severity: 'warning', title: 'The traffic of an endpoint is not known' },
  TG1204: { severity: 'warning', title: 'Usage is given for something that does not exist' },
  TG1205: { severity: 'warning', title: 'A row was rejected' },
  TG1206: { severity: 'warning', title: 'The flows of an endpoint exceed its stated traffic' },
  TG1350: { severity: 'warning', title: 'A rate is inferred or of low confidence' },
  TG1351: { severity: 'warning', title: 'Rates are stale' },
  TG1352: { severity: 'warning', title: 'No rate is known, so a line is not priced' },
  TG1353: { severity: 'warning', title: 'A cached price file was damaged and the last good one is used' },
  TG1450: { severity: 'warning', title: 'AWS documents do not settle a fee, so a range is given' },
  TG1451: { severity: 'info', title: 'An endpoint state or payer leaves nothing to bill' },
  TG1452: { severity: 'warning', title: 'Something in the network is not supported by the model' },
  TG1453: { severity: 'info', title: 'Existing items are taken as paid for' },
  TG1454: { severity: 'warning', title: 'The direction of bytes between Regions is not known, so a range is given' },
  TG1455: { severity: 'warning', title: 'A Gateway Load Balancer endpoint is stated in several zones' },
  TG1456: { severity: 'warning', title: 'The resources behind a service-network endpoint are not known' },
  TG3050: { severity: 'warning', title: 'An endpoint shows losses near its capacity' },
  TG3051: { severity: 'warning', title: 'An endpoint cannot bear the loss of a zone' },
  TG3052: { severity: 'warning', title: 'The throughput of an endpoint is not known' },
  TG3053: { severity: 'info', title: 'The zones of an endpoint are loaded unevenly' },
  TG3054: { severity: 'info', title: 'A zone of an endpoint carries nothing' },
  TG3055: { severity: 'info', title: 'An endpoint relies on automatic scaling' },
  TG3056: { severity: 'info', title: 'An endpoint has one zone only' },
  TG3057: { severity: 'info', title: 'An endpoint is first seen inside the window' },
  TG3058: { severity: 'info', title: 'Bursts shorter than the finest period cannot be seen' },
  TG3059: { severity: 'warning', title: 'A quota is nearly used up' },
  TG3060: { severity: 'warning', title: 'The history is too short to forecast' },
  TG3061: { severity: 'info', title: 'The history is short, so the forecast is wide' },
  TG3062: { severity: 'warning', title: 'A month is priced without a forecast of its bytes' },
  TG3063: { severity: 'warning', title: 'AWS skipped flow log records' },
  TG3064: { severity: 'warning', title: 'Flow log records were rejected' },
  TG3065: { severity: 'warning', title: 'The zone of some clients is not known' },
  TG3066: { severity: 'info', title: 'The flow logs lack a field, so less can be told' },
  TG3067: { severity: 'warning', title: 'Traffic bypasses an endpoint' },
  TG3068: { severity: 'warning', title: 'Flow logs and totals differ' },
  TG3069: { severity: 'info', title: 'An endpoint has no flow log records of its own' },
  TG4050: { severity: 'info', title: 'The plan leaves an endpoint as it is' },
  TG4051: { severity: 'warning', title: 'The plan is not proved to be the cheapest' },
  TG4052: { severity: 'warning', title: 'An endpoint breaks the zone floor or the headroom reserve' },
  TG4053: { severity: 'warning', title: 'Nothing can be recommended for a Region' },
  TG4054: { severity: 'warning', title: 'An option of the recommendation names something unknown' },
  TG2050: { severity: 'warning', title: 'An endpoint of the inventory is of an unknown type' },
  TG2051: { severity: 'warning', title: 'A part of the inventory could not be read' },
  TG2052: { severity: 'warning', title: 'The zones of an endpoint do not add up to the endpoint' },
  TG2053: { severity: 'warning', title: 'A metric could not be read' },
  TG2054: { severity: 'info', title: 'An endpoint has no metrics' },
  TG2055: { severity: 'warning', title: 'A zone serves nothing while its siblings do' },
  TG2056: { severity: 'warning', title: 'A zone loses packets near its capacity' },
  TG2057: { severity: 'warning', title: 'A zone loses packets far below its capacity' },
  TG2150: { severity: 'warning', title: 'A file of the throughput history is damaged and left out' },
  TG5050: { severity: 'warning', title: 'Base and head have no Region in common' },
  TG5051: { severity: 'warning', title: 'An endpoint stands in one zone' },
  TG5053: { severity: 'warning', title: 'An endpoint can no longer bear the loss of a zone' },
  TG5054: { severity: 'warning', title: 'An endpoint policy is widened' },
  TG5055: { severity: 'warning', title: 'A security group of an endpoint is widened' },
  TG5056: { severity: 'warning', title: 'A cost is newly unknown' },
  TG5057: { severity: 'info', title: 'The measured traffic of base is taken for head' },
  TG5058: { severity: 'warning', title: 'Base and head use different prices' },
  TG5059: { severity: 'warning', title: 'Whether an endpoint admits more cannot be told' },
} as const satisfies Record<string, { severity: 'info' | 'warning' | 'error'; title: string }>;

export type FindingCode = keyof typeof FINDINGS;

/** An error that says what was wrong, where, and what to do. It never carries plan text, credentials or policy text. */
export class TollgateError extends Error {
  override readonly name = 'TollgateError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly location: Location | undefined;

  constructor(code: ErrorCode, detail: string, more: { hint?: string; location?: Location; cause?: unknown } = {}) {
    super(detail, more.cause === undefined ? {} : { cause: more.cause });
    this.code = code;
    this.hint = more.hint;
    this.location = more.location;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get title(): string {
    return ERRORS[this.code].title;
  }
}
