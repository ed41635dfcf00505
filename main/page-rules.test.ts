import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';
import { isOwnPage } from './page-origin.ts';
import { externalAddress, isAllowedPermission, isAllowedRequest, isOnAnyScreen, safeFileName } from './page-rules.ts';

test.each([
  ['quarry://app/', true],
  ['quarry://app/#/series/a', true],
  ['quarry://app/?x', true],
  ['quarry://app', false],
  ['quarry://app.evil/', false],
  ['quarry://app@evil/', false],
  ['quarry://app/assets/main.js', false],
  ['https://app/', false],
  ['about:blank', false],
])('own page: %s is %s', (url, own) => expect(isOwnPage(url)).toBe(own));

test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'hid'])(
  'permission %s is denied to our page too',
  (permission) => expect(isAllowedPermission(permission, 'quarry://app/')).toBe(false),
);

test('only our page may write to the clipboard', () => {
  expect(isAllowedPermission('clipboard-sanitized-write', 'quarry://app/')).toBe(true);
  expect(isAllowedPermission('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
});

test.each([
  ['quarry://app/assets/a.js', true],
  ['blob:quarry://app/1', true],
  ['data:image/png;base64,', true],
  ['https://evil.example/', false],
  ['http://127.0.0.1:4711/', false],
  ['ws://127.0.0.1:4711/', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('request to %s: %s', (url, allowed) => expect(isAllowedRequest(url)).toBe(allowed));

test.each([
  'http://lab.example/',
  'javascript:alert(1)',
  'file:///a',
  'https://u@lab.example/',
  'https://u:p@lab.example/',
  'x',
])('%s is never opened outside', (url) => expect(externalAddress(url)).toBeUndefined());

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\a\\fig:ure?.png', 'fig_ure_.png'],
  ['...', 'figure'],
  ['', 'figure'],
  ['a\u202egnp.exe', 'a_gnp.exe'],
])('the suggested name %j becomes %j', (name, safe) => expect(safeFileName(name)).toBe(safe));

test('a window is restored only where its title bar can be reached', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  expect(isOnAnyScreen({ x: 100, y: 100, width: 800, height: 600 }, screens)).toBe(true);
  expect(isOnAnyScreen({ x: -750, y: 100, width: 800, height: 600 }, screens)).toBe(false);
  expect(isOnAnyScreen({ x: 2000, y: 100, width: 800, height: 600 }, screens)).toBe(false);
  expect(isOnAnyScreen({ x: 100, y: -30, width: 800, height: 600 }, screens)).toBe(false);
});

test('the menu sends the ids of commands, and macOS has the menu of the app', () => {
  const chosen: string[] = [];
  const [appMenu] = menuTemplate('darwin', (id) => chosen.push(id));
  expect(appMenu?.role).toBe('appMenu');
  const items = menuTemplate('linux', (id) => chosen.push(id)).flatMap((menu) =>
    Array.isArray(menu.submenu) ? menu.submenu : [],
  );
  for (const item of items) item.click?.(undefined as never, undefined, undefined as never);
  expect(chosen).toEqual(['connections.add', 'app.attach', 'settings.open', 'palette.open', 'find.open']);
});
