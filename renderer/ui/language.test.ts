import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

type Page = typeof import('./language.ts') & typeof import('../../app/domain/number-format.ts');

/** A page that starts with that choice kept. */
async function startPage(
  kept: string | null,
): Promise<{ page: Page; keep: ReturnType<typeof vi.fn>; reload: ReturnType<typeof vi.fn> }> {
  const [keep, reload] = [vi.fn(), vi.fn()];
  vi.stubGlobal('document', {});
  vi.stubGlobal('navigator', { language: 'en-GB' });
  vi.stubGlobal('localStorage', { getItem: () => kept, setItem: keep });
  vi.stubGlobal('window', { location: { reload } });
  const page = { ...(await import('./language.ts')), ...(await import('../../app/domain/number-format.ts')) };
  return { page, keep, reload };
}

test('English sentences are their own texts, with what is said of one thing', async () => {
  const { page } = await startPage(null);
  expect(page.language).toBe('en');
  expect(page.t('Cancel')).toBe('Cancel');
  expect([1, 2].map((count) => page.t('{{count}} samples', { count }))).toEqual(['1 sample', '2 samples']);
  expect(page.formatCount(12_345)).toBe('12,345');
});

test('A German page has German texts, dates and numbers', async () => {
  const { page } = await startPage('de');
  expect(page.t('Cancel')).toBe('Abbrechen');
  expect([1, 2].map((count) => page.t('{{count}} samples', { count }))).toEqual(['1 Probe', '2 Proben']);
  expect(page.formatDate('2026-11-21T12:00:00Z')).toBe('21. Nov. 2026');
  expect(page.formatWhen('2026-11-21T12:00:00Z', 3).full).toBe('21. Nov. 2026 (± 1 Tag)');
  expect(page.formatDuration(1000)).toBe('wenige Sekunden');
  expect(page.formatCount(12_345)).toBe('12\u202f345');
});

test('Names from servers are put in as they are', async () => {
  const { page } = await startPage('de');
  const name = '$t(Cancel) {{id}} <b> & "c"';
  expect(page.t('Log in at {{name}}', { name })).toBe(`Bei ${name} anmelden`);
});

test('A page is loaded anew only where it would speak otherwise', async () => {
  const { page, keep, reload } = await startPage('de');
  page.followLanguage('de');
  expect(reload).not.toHaveBeenCalled();
  page.followLanguage('system');
  expect(keep.mock.calls).toEqual([
    ['quarry-language', 'de'],
    ['quarry-language', 'system'],
  ]);
  expect(reload).toHaveBeenCalledOnce();
});

test('A page that can keep nothing stays as it is', async () => {
  const { page, keep, reload } = await startPage(null);
  keep.mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  page.followLanguage('de');
  expect(reload).not.toHaveBeenCalled();
});
