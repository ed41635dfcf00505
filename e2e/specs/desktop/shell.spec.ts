import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { portMessage } from '../../../app/contract/port-message.ts';
import { launchShell, startShellAgain } from '../../fixtures/launch-shell.ts';
import { connectToShell } from '../../fixtures/shell-client.ts';
import { expect, test } from '../../fixtures/test.ts';

test.describe('own scheme @smoke', () => {
  test('the page comes from quarry://app under its policy, with a nonce of its own each time', async ({ page }) => {
    expect(page.url()).toMatch(/^quarry:\/\/app\//);
    const read = (): Promise<{ policy: string; nonce: string }> =>
      page.evaluate(async () => {
        const answer = await fetch('/');
        const nonce = /quarry-style-nonce" content="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
        return { policy: answer.headers.get('content-security-policy') ?? '', nonce };
      });
    const [first, second] = [await read(), await read()];
    expect(first.policy).toContain("default-src 'none'");
    expect(first.policy).toContain("script-src 'self';");
    expect(first.policy).toContain("frame-ancestors 'none'");
    expect(first.policy).toContain("require-trusted-types-for 'script'");
    expect(first.policy).toContain(`'nonce-${first.nonce}'`);
    expect(first.nonce).not.toBe(second.nonce);
  });

  test('no path leads out of the folder of the page', async ({ page }) => {
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['/../package.json', '/%2e%2e/main/index.cjs', '/assets/..%2f..%2fmain%2findex.cjs', '/index.html'].map(
          async (path) => (await fetch(path)).status,
        ),
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  test('the page is sandboxed: nothing of Node or Electron is there', async ({ page, electronApp }) => {
    const globals = await page.evaluate(() =>
      ['require', 'process', 'module', 'electron', 'ipcRenderer'].filter((name) => name in window),
    );
    expect(globals).toEqual([]);
    const preferences = await electronApp.evaluate(({ webContents }) => {
      // Not part of the public types; the only way to read what a window was made with.
      const [first] = webContents.getAllWebContents() as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      }[];
      return first?.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });
});

test.describe('guards @smoke', () => {
  test('the page stays where it is', async ({ page }) => {
    const address = (): Promise<string> => page.evaluate(() => location.href.replace(location.hash, ''));
    const before = await address();
    await page.evaluate(() => location.assign('https://evil.example/'));
    await page.evaluate(() => location.assign('file:///etc/passwd'));
    await page.evaluate(() => location.assign('quarry://app/assets/'));
    expect(await address()).toBe(before);
  });

  test('no second window opens; an https address is shown first and opened only when agreed', async ({
    page,
    electronApp,
  }) => {
    await electronApp.evaluate(({ dialog, shell }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      let answers = [1, 0];
      dialog.showMessageBox = (async (...args: unknown[]) => {
        const options = args.at(-1) as { detail?: string };
        seen.push(`asked ${options.detail}`);
        const [response = 1, ...rest] = answers;
        answers = rest;
        return { response, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
      shell.openExternal = async (url) => {
        seen.push(`opened ${url}`);
      };
    });
    const shell = await connectToShell(page);
    expect(await shell.call('shell.external.open', { url: 'https://lab.example/a' })).toEqual({ opened: false });
    expect(await shell.call('shell.external.open', { url: 'https://lab.example/b' })).toEqual({ opened: true });
    for (const url of [
      'http://lab.example/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://user:pw@lab.example/',
    ]) {
      expect(await shell.call('shell.external.open', { url })).toEqual({ opened: false });
    }
    await page.evaluate(() => window.open('http://evil.example/'));
    expect(await electronApp.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([
      'asked https://lab.example/a',
      'asked https://lab.example/b',
      'opened https://lab.example/b',
    ]);
    expect(electronApp.windows()).toHaveLength(1);
  });

  test('permissions are denied and foreign requests end nowhere', async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const ask = async (work: () => Promise<unknown>): Promise<string> => {
        try {
          await work();
          return 'granted';
        } catch {
          return 'denied';
        }
      };
      return {
        notifications: Notification.permission,
        camera: await ask(() => navigator.mediaDevices.getUserMedia({ video: true })),
        place: await ask(
          () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
        foreign: await ask(() => fetch('http://127.0.0.1:1/')),
      };
    });
    expect(answers).toEqual({ notifications: 'denied', camera: 'denied', place: 'denied', foreign: 'denied' });
  });

  test('a webview does not attach', async ({ page, electronApp }) => {
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://evil.example/');
      document.body.append(view);
    });
    expect(await electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });
});

test.describe('ports @smoke', () => {
  test('a subframe that asks gets none', async ({ page }) => {
    const got = await page.evaluate(
      (name) =>
        new Promise<number>((resolve) => {
          const frame = document.createElement('iframe');
          frame.src = 'about:blank';
          document.body.append(frame);
          let count = 0;
          frame.contentWindow?.addEventListener('message', (event) => {
            if (event.data === name) count++;
          });
          frame.contentWindow?.postMessage(`${name}?`, '*');
          // The shell answers a page that asks properly; by then it would have answered the frame.
          window.addEventListener('message', (event) => {
            if (event.data === name) resolve(count);
          });
          window.postMessage(`${name}?`, location.origin);
        }),
      portMessage,
    );
    expect(got).toBe(0);
  });

  test('the shell answers over the second port', async ({ page, host, served }) => {
    test.skip(host !== 'attached');
    const shell = await connectToShell(page);
    const info = await shell.call('shell.info', {});
    expect(info).toMatchObject({ core: 'attached', coreAddress: served.origin });
    expect(JSON.stringify(info)).not.toContain(served.token);
  });

  test('the token of the core never reaches the page', async ({ page, host, served }) => {
    test.skip(host !== 'attached');
    const visible = await page.evaluate(async () => [
      document.documentElement.outerHTML,
      location.href,
      document.cookie,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      await (await fetch('/')).text(),
    ]);
    expect(visible.join('\n')).not.toContain(served.token);
  });
});

test.describe('menus and dialogs @smoke', () => {
  test('the native menu sends the ids of commands', async ({ page, electronApp }) => {
    const shell = await connectToShell(page);
    const events = shell.watch('shell.events', {});
    const first = events.next();
    await expect
      .poll(() => electronApp.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label)))
      .toEqual(expect.arrayContaining(['File', 'Edit', 'View']));
    await electronApp.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('app.attach')?.click());
    expect((await first).value).toEqual({ kind: 'command', id: 'app.attach' });
  });

  test('a file is saved where the dialog says, and nothing when it is cancelled', async ({
    page,
    electronApp,
    home,
  }) => {
    const target = join(home, 'report.zip');
    await electronApp.evaluate(({ dialog }, path) => {
      let answers = ['', path];
      dialog.showSaveDialog = (async () => {
        const [filePath = '', ...rest] = answers;
        answers = rest;
        return { canceled: filePath === '', filePath };
      }) as typeof dialog.showSaveDialog;
    }, target);
    const shell = await connectToShell(page);
    const input = { bytesPath: 'bytes/diagnostics?q=%7B%7D', suggestedName: '../../report.zip' };
    expect(await shell.call('shell.file.save', input)).toEqual({ path: null });
    expect(existsSync(target)).toBe(false);
    expect(await shell.call('shell.file.save', input)).toEqual({ path: target });
    expect(statSync(target).size).toBeGreaterThan(100);
  });

  test('a folder is chosen in a dialog', async ({ page, electronApp, home }) => {
    await electronApp.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [path] })) as typeof dialog.showOpenDialog;
    }, home);
    const shell = await connectToShell(page);
    expect(await shell.call('shell.folder.choose', { title: 'Raw files' })).toEqual({ path: home });
  });
});

test.describe('starts @smoke', () => {
  test('a second start brings the first window forward and passes its link on', async ({
    page,
    electronApp,
    home,
    opened,
  }) => {
    const shell = await connectToShell(page);
    const events = shell.watch('shell.events', {});
    const first = events.next();
    const attach = opened.served === undefined ? [] : ['--attach', opened.served.address];
    expect(await startShellAgain(['--home', home, ...attach, 'quarry://series/Demo/a'])).toBe(0);
    expect((await first).value).toEqual({ kind: 'link', url: 'quarry://series/Demo/a' });
    expect(electronApp.windows()).toHaveLength(1);
  });

  test('the window opens where it was', async ({ electronApp, home, opened }) => {
    const bounds = { x: 40, y: 60, width: 900, height: 700 };
    await electronApp.evaluate(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
      bounds,
    );
    const before = await electronApp.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
    await electronApp.close();
    const attach = opened.served === undefined ? [] : ['--attach', opened.served.address];
    const again = await launchShell(['--home', home, ...attach]);
    await again.firstWindow();
    const after = await again.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
    await again.close();
    expect(after).toEqual(before);
    expect(after).toMatchObject({ width: 900, height: 700 });
  });
});
