import { createHash } from 'node:crypto';
import { json, type Reply } from './exchange.ts';
import type { SiteRequest, SiteSettings } from './site.ts';

export const loginPath = /^login\/?$/;
const errorPagePath = /^error_pages\/([0-9a-f]{40})$/;

/**
 * What happens to an answer on its way to a JSON client. Mode A wraps pages with status 200 into `422 [1, url]`;
 * mode B lets them through, since it looks for them in the wrong place, and breaks on answers without content type.
 */
export class JsonMiddleware {
  private readonly settings: SiteSettings;
  private readonly pages = new Map<string, string>();

  constructor(settings: SiteSettings) {
    this.settings = settings;
  }

  /** The page an error of mode A names; anybody may read it. */
  errorPage(path: string): Reply | undefined {
    const body = this.pages.get(errorPagePath.exec(path)?.[1] ?? '');
    return body === undefined ? undefined : { status: 200, contentType: 'text/html; charset=utf-8', body };
  }

  pass(request: SiteRequest, reply: Reply): Reply {
    const isUnchanged =
      reply.status === 200 && reply.headers?.etag !== undefined && reply.headers.etag === request.ifNoneMatch;
    if (!request.json) return isUnchanged ? { ...reply, status: 304, body: '' } : reply;
    // Any condition counts as met: a client that sends one must not get away with it by luck.
    if (request.isConditional && request.method === 'GET' && reply.status === 200)
      return { status: 500, contentType: 'text/plain', body: 'KeyError: content-type' };
    if (this.settings.mode === 'B' || reply.status !== 200 || !reply.contentType.startsWith('text/html')) return reply;
    if (loginPath.test(request.path)) return { status: 401, contentType: 'text/html', body: '' };
    const body = reply.body.toString();
    const digest = createHash('sha1').update(body).digest('hex');
    this.pages.set(digest, body);
    return { ...json([1, `${request.rootUrl}error_pages/${digest}`]), status: 422 };
  }
}
