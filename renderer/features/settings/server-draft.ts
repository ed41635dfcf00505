import { DrmsServerDraft } from '../../../app/contract/drms.ts';
import { say } from '../../ui/say.ts';

/** What the form of a new server holds; texts are as typed. */
export interface ServerValues {
  name: string;
  cgiUrl: string;
  downloadUrl: string;
}

export const noServer: ServerValues = { name: '', cgiUrl: '', downloadUrl: '' };

/** What is sent: without a name that of its host, without an address of files none. */
export function draftOf({ name, cgiUrl, downloadUrl }: ServerValues): DrmsServerDraft {
  const address = cgiUrl.trim();
  return {
    name: name.trim() === '' && URL.canParse(address) ? new URL(address).host : name.trim(),
    cgiUrl: address,
    downloadUrl: downloadUrl.trim() === '' ? null : downloadUrl.trim(),
  };
}

/** Errors by field, in words; an empty object means that it can be sent. */
export function serverErrors(values: ServerValues): Partial<Record<keyof ServerValues, string>> {
  const parsed = DrmsServerDraft.safeParse(draftOf(values));
  return Object.fromEntries((parsed.error?.issues ?? []).map(({ path, message }) => [String(path[0]), say(message)]));
}
