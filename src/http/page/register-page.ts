import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { TollgateError } from '../../core/errors.ts';
import type { SignInOptions } from '../oidc/sign-in-options.ts';
import type { App } from '../routes/route-group.ts';
import { type PageFile, readPage } from './page-files.ts';

/**
 * Everything from this service and nothing from elsewhere; `blob:` is for downloads that the page makes itself. Where people sign in
 * at an issuer, the page changes its code for a token there: that origin and no other.
 */
const policyOf = (signIn: SignInOptions | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${signIn ? ` ${new URL(signIn.tokenUrl).origin}` : ''}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Names carry a hash of the content: what was read once never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The page at `/`. It holds no data of its own: whoever may read it still needs a key for every figure. */
export function registerPage(app: App, folder: URL | undefined, signIn?: SignInOptions): void {
  const policy = policyOf(signIn);
  let files: ReturnType<typeof readPage> | undefined;
  const send = async (request: FastifyRequest, reply: FastifyReply, path: string, cacheControl: string) => {
    files ??= readPage(folder);
    const page = await files;
    if (page === undefined) {
      throw new TollgateError('TG1541', 'The page is not built.', { hint: 'Run npm run build:web, or see /docs.' });
    }
    const file = page.get(path);
    if (file === undefined) {
      throw new TollgateError('TG1501', 'There is nothing at this address.', { hint: 'The page is at /.' });
    }
    const { encoding, content } = chosen(request, file);
    if (encoding !== undefined) reply.header('content-encoding', encoding);
    return reply
      .headers({
        'content-type': file.type,
        'content-security-policy': policy,
        'cache-control': cacheControl,
        vary: 'accept-encoding',
      })
      .send(content);
  };
  const open = { schema: { hide: true }, config: { access: 'open' as const } };
  app.get('/', open, (request, reply) => send(request, reply, 'index.html', 'no-cache'));
  app.get('/sw.js', open, (request, reply) => send(request, reply, 'sw.js', 'no-cache'));
  app.get('/assets/:file', open, (request, reply) =>
    send(request, reply, `assets/${(request.params as { readonly file: string }).file}`, FOR_EVER),
  );
}

/** The smallest form that the client takes. */
function chosen(request: FastifyRequest, { plain, br, gzip }: PageFile) {
  const accepted = new Negotiator(request.raw).encodings();
  if (br && accepted.includes('br')) return { encoding: 'br', content: br };
  if (gzip && accepted.includes('gzip')) return { encoding: 'gzip', content: gzip };
  return { encoding: undefined, content: plain };
}
