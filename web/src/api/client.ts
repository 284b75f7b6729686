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

/** The key lives in memory alone: it ends with the tab. */
let key: string | undefined;
export const useKey = (given: string | undefined): void => {
  key = given;
};
export const hasKey = (): boolean => key !== undefined;

const addressOf = (path: string): URL => new URL(path, document.baseURI);

/** One request to the service. Throws ApiError. */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/json');
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
  const response = await fetch(addressOf(path), { ...init, headers }).catch(() => {
    throw new ApiError(
      0,
      'offline',
      'The service does not answer.',
      'Check that it runs and that this machine reaches it.',
    );
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  const problem = parsed(text);
  throw new ApiError(
    response.status,
    problem.code ?? `HTTP ${response.status}`,
    problem.detail ?? problem.title ?? 'The service answered with an error.',
    problem.hint,
  );
}

/** An answer in another form than JSON, to be saved. Throws ApiError. */
export async function askBlob(path: string): Promise<Blob> {
  const headers = new Headers(key === undefined ? {} : { authorization: `Bearer ${key}` });
  const response = await fetch(addressOf(path), { headers }).catch(() => undefined);
  if (response?.ok) return response.blob();
  const problem = parsed((await response?.text()) ?? '');
  throw new ApiError(
    response?.status ?? 0,
    problem.code ?? 'offline',
    problem.detail ?? 'The service does not answer.',
    problem.hint,
  );
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
