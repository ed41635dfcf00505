import { AppError, toAppError } from '../../contract/app-error.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { CallOptions, ProbeReport, ProbeStep } from './api.ts';
import type { Credentials, Session } from './session.ts';
import { acceptJson, type Site } from './site.ts';
import type { Wire } from './wire.ts';

export interface ProbeParts {
  site: Site;
  http: HttpClient;
  reader: Session;
  credentials: Credentials;
  wire: Wire;
}

/** Tries a connection step by step and stops at the first step that fails. */
export function createProbe({
  site,
  http,
  reader,
  credentials,
  wire,
}: ProbeParts): (options?: CallOptions) => Promise<ProbeReport> {
  return async ({ signal } = {}) => {
    const steps: ProbeStep[] = [];
    const attempt = async (step: ProbeStep['step'], work: () => Promise<string>): Promise<boolean> => {
      try {
        steps.push({ step, ok: true, message: await work() });
        return true;
      } catch (error) {
        const { message, remedy, code } = toAppError(error);
        if (code === 'cancelled') throw error;
        steps.push({ step, ok: false, message, ...(remedy === undefined ? {} : { remedy }) });
        return false;
      }
    };
    const answer = { status: 0, contentType: '', body: '' };
    const ok =
      (await attempt('reachable', async () => {
        const got = await http.get({
          target: `${site.rootPath}login_remote_client`,
          headers: { accept: acceptJson },
          signal,
        });
        Object.assign(answer, {
          status: got.status,
          contentType: String(got.headers['content-type'] ?? ''),
          body: Buffer.from(got.body).toString('utf8').trim(),
        });
        return `The server ${site.name} answers.`;
      })) &&
      (await attempt('juliabase', async () => checkJuliaBase(site, answer))) &&
      (await attempt('sign-in', async () => {
        credentials.desk.reopen();
        await reader.signIn(signal);
        return `The login of ${credentials.user} is accepted.`;
      })) &&
      (await attempt('read', async () => {
        await wire.json('primary_keys?samples=*', signal === undefined ? {} : { signal });
        return 'Samples can be read.';
      }));
    return { ok, steps };
  };
}

/** Only JuliaBase answers this address with the JSON value null. */
function checkJuliaBase(site: Site, answer: { status: number; contentType: string; body: string }): string {
  if (answer.status === 200 && answer.contentType.startsWith('application/json') && answer.body === 'null')
    return 'It is a JuliaBase server.';
  throw new AppError('bad-response', `${site.name} answers, but it is not a JuliaBase server.`, {
    remedy: 'Check the address; it may need a path behind the host.',
  });
}
