import { type Fields, textOf } from './fields.ts';

export interface ApiVersion {
  major: number;
  minor: number;
}

/** What a server says about itself (protocol 4), and what follows from it. */
export interface ServerFacts {
  /** Null if it was not told. */
  apiVersion: ApiVersion | null;
  openbisVersion: string | null;
  supportEmail: string | null;
  hasProjectObjects: boolean;
  hasArchive: boolean;
  hasPersonalTokens: boolean;
  /** Longest validity of a personal access token, in seconds. */
  longestTokenSeconds: number;
  /** How long before its end a personal access token should be renewed, in seconds. */
  tokenWarningSeconds: number;
  /** Upload into the session workspace and registration by the data store; fast download. */
  hasDataStoreV3: boolean;
  /** Protocol of fast downloads; null if there is none. */
  fastDownload: 1 | 2 | null;
  /** Everything as it was told. */
  told: Readonly<Record<string, string>>;
}

const daySeconds = 86_400;

/** Values are texts, keys may be missing or null; a version that is not told is taken for the oldest. */
export function serverFactsOf(answer: Fields): ServerFacts {
  const told: Record<string, string> = {};
  for (const [key, value] of Object.entries(answer)) if (typeof value === 'string') told[key] = value;
  const apiVersion = versionOf(told['api-version']);
  const isOn = (key: string): boolean => told[key]?.toLowerCase() === 'true';
  const seconds = (key: string, usual: number): number => {
    const value = Number(told[key] ?? Number.NaN);
    return Number.isFinite(value) && value > 0 ? value : usual;
  };
  return {
    apiVersion,
    openbisVersion: textOf(answer['openbis-version']),
    supportEmail: textOf(answer['openbis.support.email']),
    hasProjectObjects: isOn('project-samples-enabled'),
    hasArchive: isOn('archiving-configured'),
    hasPersonalTokens: isOn('personal-access-tokens-enabled'),
    longestTokenSeconds: seconds('personal-access-tokens-max-validity-period', 30 * daySeconds),
    tokenWarningSeconds: seconds('personal-access-tokens-validity-warning-period', 5 * daySeconds),
    hasDataStoreV3: isNewer(apiVersion, 3, 5),
    fastDownload: isNewer(apiVersion, 3, 6) ? 2 : isNewer(apiVersion, 3, 5) ? 1 : null,
    told,
  };
}

/** Two whole numbers: 3.10 is newer than 3.9. */
function versionOf(text: string | undefined): ApiVersion | null {
  const [, major, minor] = /^\s*(\d{1,6})\.(\d{1,6})/.exec(text ?? '') ?? [];
  return major === undefined ? null : { major: Number(major), minor: Number(minor) };
}

function isNewer(version: ApiVersion | null, major: number, minor: number): boolean {
  if (version === null) return false;
  return version.major === major ? version.minor > minor : version.major > major;
}
