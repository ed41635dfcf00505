import type { Connection, ConnectionDraft, ConnectionKind, PathRule } from '../../../app/contract/connections.ts';
import { t } from '../../ui/language.ts';

/** What the form holds; texts are as typed. */
export interface ConnectionFormValues {
  kind: ConnectionKind;
  name: string;
  url: string;
  user: string;
  password: string;
  keepPassword: boolean;
  pathRules: PathRule[];
  ca: string;
  pinnedFingerprint: string;
  proxy: string;
  verifyCertificates: boolean;
  /** Seconds; as typed. */
  settleWindow: string;
  usesMarks: boolean;
}

/** Values of a connection to be edited, or of a new one. */
export function formValues(connection: Connection | null, kind: ConnectionKind = 'juliabase'): ConnectionFormValues {
  return {
    kind: connection?.kind ?? kind,
    name: connection?.name ?? '',
    url: connection?.url ?? '',
    user: connection?.user ?? '',
    password: '',
    keepPassword: connection?.keepPassword ?? true,
    pathRules: connection?.pathRules ?? [],
    ca: connection?.ca ?? '',
    pinnedFingerprint: connection?.pinnedFingerprint ?? '',
    proxy: connection?.proxy ?? '',
    verifyCertificates: connection?.verifyCertificates ?? true,
    settleWindow: String(connection?.settleWindowS ?? 300),
    usesMarks: connection?.usesMarks ?? true,
  };
}

/** What is sent: no password unless one was typed, no empty texts, no rules without a folder. */
export function draftOf(values: ConnectionFormValues): ConnectionDraft {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    kind: values.kind,
    name: values.name.trim() === '' ? hostOf(values.url) : values.name.trim(),
    url: values.url.trim(),
    user: values.user.trim(),
    keepPassword: values.keepPassword,
    pathRules: values.pathRules.filter(({ localFolder }) => localFolder.trim() !== ''),
    ca: orNull(values.ca),
    pinnedFingerprint: orNull(values.pinnedFingerprint),
    proxy: orNull(values.proxy),
    verifyCertificates: values.verifyCertificates,
    ...(isSettleWindow(values.settleWindow) ? { settleWindowS: Number(values.settleWindow) } : {}),
    usesMarks: values.usesMarks,
    ...(values.password === '' ? {} : { password: values.password }),
  };
}

type CheckedField = 'url' | 'user' | 'pathRules' | 'settleWindow';

/** Errors by field, in words; an empty object means that it can be sent. */
export function formErrors(values: ConnectionFormValues): Partial<Record<CheckedField, string>> {
  return {
    ...(hasAddress(values) ? {} : { url: t('Give the whole address, starting with https:// or http://.') }),
    ...(isUserMissing(values) ? { user: t('Give your user name at this server.') } : {}),
    ...(values.pathRules.some(({ localFolder, serverPrefix }) => localFolder.trim() === '' && serverPrefix !== '')
      ? { pathRules: t('Choose the folder that belongs to each start of a path.') }
      : {}),
    ...(isSettleWindow(values.settleWindow) ? {} : { settleWindow: t('Give 60 to 86400 seconds.') }),
  };
}

function isSettleWindow(text: string): boolean {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= 60 && Number(text) <= 86_400;
}

/** Enough is filled in to ask the server. */
export function canTest(values: ConnectionFormValues): boolean {
  return hasAddress(values) && !isUserMissing(values);
}

/** openBIS reads the user from a personal access token. */
function isUserMissing({ kind, user, password }: ConnectionFormValues): boolean {
  return user.trim() === '' && !(kind === 'openbis' && password.startsWith('$'));
}

function hasAddress({ url }: ConnectionFormValues): boolean {
  return /^https?:\/\/[^\s/]+/i.test(url.trim());
}

/** Name of the server, which serves as the name of the connection unless another is given. */
export function hostOf(url: string): string {
  try {
    return new URL(url.trim()).hostname;
  } catch {
    return '';
  }
}
