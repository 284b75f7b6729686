import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { limitedText } from '../core/limited-body.ts';
import { regionNamed } from '../core/regions.ts';

type Signing = ConstructorParameters<typeof SignatureV4>[0];

export interface SignedOptions {
  readonly service: string;
  readonly region: string;
  readonly credentials: Signing['credentials'];
  /** Where to ask instead of AWS: AWS_ENDPOINT_URL_<SERVICE> or AWS_ENDPOINT_URL. */
  readonly endpoint?: string | undefined;
  readonly answerMs?: number | undefined;
  readonly signal: AbortSignal;
}

export interface SignedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const ANSWER_MS = 30_000;

/** Bytes of one page of an answer at most. */
const MOST_BYTES = 32 * 2 ** 20;

/**
 * Asks an AWS service for which no kept SDK client exists (Route 53 Profiles, Route 53 Resolver), signed by the SDK's own signer. An
 * answer that is not 200 rejects with AWS's error name, as the SDK's errors carry it.
 */
export function signedJson({ service, region, credentials, endpoint, answerMs, signal }: SignedOptions) {
  const suffix = regionNamed(region).partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const base = new URL(endpoint ?? `https://${service}.${region}.${suffix}`);
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  return async ({ method, path, query = {}, headers = {}, body }: SignedRequest) => {
    const signed = await signer.sign({
      method,
      protocol: base.protocol,
      hostname: base.hostname,
      path,
      query: { ...query },
      headers: { host: base.host, ...headers },
      ...(body !== undefined && { body }),
    });
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const { host: _, ...sent } = signed.headers;
    const answer = await fetch(url, {
      method,
      headers: sent,
      ...(body !== undefined && { body }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs ?? ANSWER_MS)]),
    });
    const text = await limitedText(answer, MOST_BYTES);
    if (answer.ok) return JSON.parse(text) as Readonly<Record<string, unknown>>;
    throw Object.assign(new Error(`${service} refused`), { name: errorName(answer, text) });
  };
}

/** In a header for REST services, in the body for JSON ones; a service that a stand-in does not have answers 404 without one. */
function errorName({ status, headers }: Response, text: string): string {
  const named = headers.get('x-amzn-errortype') ?? /"__type"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  if (named) return named.split(':')[0]?.split('#').at(-1) ?? named;
  return status === 403 ? 'AccessDeniedException' : status === 404 ? 'NotImplemented' : 'UnknownError';
}

/** SHA-256 as the signer wants it. */
class Sha256 {
  #hash: Hash | Hmac;
  readonly #secret: string | Buffer | undefined;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined || typeof secret === 'string' ? secret : bytesOf(secret);
    this.#hash = hashOf(this.#secret);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = hashOf(this.#secret);
  }
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Buffer =>
  ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);

const hashOf = (secret: string | Buffer | undefined): Hash | Hmac =>
  secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
