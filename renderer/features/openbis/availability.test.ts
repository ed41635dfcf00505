import { expect, test } from 'vitest';
import type { OpenbisDataSet } from '../../../app/contract/openbis.ts';
import { availabilityOf } from './availability.ts';

type Physical = NonNullable<OpenbisDataSet['physical']>;

function stored(status: Physical['status']): Parameters<typeof availabilityOf>[0] {
  return { kind: 'PHYSICAL', physical: { status, location: null, shareId: null, sizeBytes: 1, isInArchive: false } };
}

test.each(['AVAILABLE', 'LOCKED', null] as const)('%s: files can be had, nothing to say', (status) => {
  expect(availabilityOf(stored(status))).toEqual({ canDownload: true, note: null });
});

test.each(['ARCHIVED', 'ARCHIVE_PENDING', 'UNARCHIVE_PENDING', 'BACKUP_PENDING'] as const)(
  '%s: files can be had later, with what a download does until then',
  (status) => {
    const { canDownload, note } = availabilityOf(stored(status));
    expect(canDownload).toBe(true);
    expect(note).toMatchObject({ tone: 'warn', text: expect.stringMatching(/^A download (?:asks|waits)/) });
  },
);

test('linked data lie elsewhere; a container gives the files of its components', () => {
  expect(availabilityOf({ kind: 'LINK', physical: null })).toMatchObject({ canDownload: false });
  expect(availabilityOf({ kind: 'CONTAINER', physical: null })).toMatchObject({ canDownload: true });
});
