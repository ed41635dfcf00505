import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { connectToShell } from '../../fixtures/shell-client.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Workbench } from '../../pages/workbench.ts';

const news = { id: 'n1', about: 'questions', title: 'Result to series', text: 'It may have arrived.' } as const;

test('A10: what happens where nobody looks is told by the desktop, and a click leads there @smoke', async ({
  page,
  electronApp,
}) => {
  const shell = await connectToShell(page);
  const events = shell.watch('shell.events', {});
  const first = events.next();
  await electronApp.evaluate(({ BrowserWindow, Notification }) => {
    const shown: unknown[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    // Its own methods are native; that a click is listened to is the last thing before it is shown.
    const { on } = Notification.prototype;
    Notification.prototype.on = function listen(
      this: InstanceType<typeof Notification>,
      event: never,
      listener: never,
    ) {
      if (event === 'click') shown.push(this);
      return on.call(this, event, listener);
    };
    // What has the focus on a display without a window manager is left to chance.
    BrowserWindow.getFocusedWindow = () => BrowserWindow.getAllWindows()[0] ?? null;
  });
  expect(await shell.call('shell.notify', { ...news, address: '/outbox' })).toEqual({ shown: false });
  await electronApp.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getFocusedWindow = () => null;
  });
  expect(await shell.call('shell.notify', { ...news, address: '/outbox' })).toEqual({ shown: true });
  expect(await shell.call('shell.notify', { ...news, address: '/outbox' })).toEqual({ shown: false });
  const told = await electronApp.evaluate(() => {
    const [notification] = Reflect.get(globalThis, 'shown');
    notification.emit('click');
    return { title: notification.title, body: notification.body };
  });
  expect(told).toEqual({ title: news.title, body: news.text });
  expect((await first).value).toEqual({ kind: 'link', url: 'quarry://outbox' });
});

test('A9: a panel moves into a window of its own, and back when that is closed @smoke', async ({
  page,
  electronApp,
}) => {
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.openMemberByPalette('26S-005');
  const opening = electronApp.waitForEvent('window');
  await workbench.typeInPalette('>own window');
  await page.getByRole('dialog').getByText('Open panel in a window of its own').first().click();
  const panel = await opening;
  await expect(panel.getByRole('heading', { name: '26S-005', exact: true }).first()).toBeVisible();
  await expect(panel.getByRole('navigation', { name: 'Navigator' })).toHaveCount(0);
  await expect(page.getByRole('tab', { name: '26S-005' })).toHaveCount(0);
  expect(panel.url()).toMatch(/^quarry:\/\/app\/\?window=panel/);
  const guarded = await electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const { sandbox, contextIsolation, nodeIntegration } = (
        window.webContents as unknown as { getLastWebPreferences(): Record<string, boolean> }
      ).getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration };
    }),
  );
  const asMain = { sandbox: true, contextIsolation: true, nodeIntegration: false };
  expect(guarded).toEqual([asMain, asMain]);
  await panel.close();
  await expect(page.getByRole('tab', { name: '26S-005' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '26S-005', exact: true }).first()).toBeVisible();
});

test('A10: a file that is dragged out lies on the disk when the drag begins @smoke', async ({ page, electronApp }) => {
  const shell = await connectToShell(page);
  await electronApp.evaluate(({ BrowserWindow }) => {
    const dragged: string[] = [];
    Object.assign(globalThis, { dragged });
    for (const { webContents } of BrowserWindow.getAllWindows())
      webContents.startDrag = ({ file }) => void dragged.push(file);
  });
  await shell.call('shell.file.drag', { bytesPath: 'bytes/diagnostics?q=%7B%7D', name: '../report.gz' });
  const [path] = await electronApp.evaluate(() => Reflect.get(globalThis, 'dragged') as string[]);
  expect(basename(path ?? '')).toBe('report.gz');
  expect(gunzipSync(readFileSync(path ?? '')).toString()).toContain('"quarry"');
  await expect(shell.call('shell.file.drag', { path: '/nowhere/a.fits' })).rejects.toMatchObject({ code: 'not-found' });
});
