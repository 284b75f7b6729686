import { accept, keyInUse, refuse } from './session.ts';

/** Where the figures come from: this service, or files that were written beside the page. */
export const isStatic = document.querySelector('meta[name="tollgate-data"]')?.getAttribute('content') === 'files';

/** An answer that is no success: a problem document of the service, or no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(status: number, code: string, message: string, hint?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

const addressOf = (path: string): URL => new URL(path, document.baseURI);

/** One request with the key in use; once more where it had ended and another one was there. */
async function request(path: string, init: RequestInit, form: string): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept', form);
  for (;;) {
    const key = keyInUse();
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
    const response = await fetch(addressOf(path), { ...init, headers }).catch(() => {
      throw new ApiError(
        0,
        'offline',
        'The service does not answer.',
        'Check that it runs and that this machine reaches it.',
      );
    });
    if (response.status !== 401) {
      accept(key);
      return response;
    }
    if (!(await refuse(key))) return response;
  }
}

/** One request to the service. Throws ApiError. */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await request(path, init, 'application/json');
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  throw errorOf(response, text);
}

/** An answer in another form than JSON, to be saved. Throws ApiError. */
export async function askBlob(path: string): Promise<Blob> {
  const response = await request(path, {}, '*/*');
  if (response.ok) return response.blob();
  throw errorOf(response, await response.text());
}

function errorOf({ status }: Response, text: string): ApiError {
  const { code, title, detail, hint } = parsed(text);
  return new ApiError(status, code ?? `HTTP ${status}`, detail ?? title ?? 'The service answered with an error.', hint);
}

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly hint?: string;
}

function parsed(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}

/** A figure that was written beside the page. */
export const askFile = <Answer>(name: string): Promise<Answer> =>
  ask<Answer>(`data/${name.replaceAll(/[^\w.-]/g, '-')}.json`);
