export interface Settings {
  /** 3.5 has no fast download and registers by plug-in only; 3.7 has fast downloads of protocol 2. */
  apiVersion: string;
  openbisVersion: string;
  /** An object that stands in several places is written once, later as its number. */
  dedupe: boolean;
  /** A session ends when it was not used for this long. */
  sessionMs: number;
  /** One more login ends the session of the user that was not used for longest; 0: any number. */
  sessionsPerUser: number;
  tokensEnabled: boolean;
  projectSamples: boolean;
  archivingConfigured: boolean;
  /** Older servers register only what came by `store_share_file_upload`. */
  registersWorkspace: boolean;
  /** Searches without `sort` begin elsewhere each time. */
  unstableOrder: boolean;
  /** The data store server is down while the application server is up. */
  dataStoreDown: boolean;
  /** Registrations take this long. */
  registrationMs: number;
  /** Nobody knows the size of a new dataset for this long. */
  confirmationMs: number;
  /** Archiving and fetching back take this long. */
  archivingMs: number;
  /** Every answer waits this long. */
  latencyMs: number;
  /** At most so many streams at a time for fast downloads, over all sessions. */
  streams: number;
}

export const usualSettings: Settings = {
  apiVersion: '3.7',
  openbisVersion: '20.10.9',
  dedupe: true,
  sessionMs: 720 * 60_000,
  sessionsPerUser: 1,
  tokensEnabled: true,
  projectSamples: true,
  archivingConfigured: true,
  registersWorkspace: true,
  unstableOrder: false,
  dataStoreDown: false,
  registrationMs: 0,
  confirmationMs: 0,
  archivingMs: 1000,
  latencyMs: 0,
  streams: 32,
};

/** `3.10` is newer than `3.9`. */
export function isNewerThan(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major > otherMajor || (major === otherMajor && minor > otherMinor);
}
