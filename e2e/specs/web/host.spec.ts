import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../../fixtures/test.ts';

let hostile: Server;
let hostileOrigin: string;

test.beforeAll(async () => {
  hostile = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>hostile</title>');
  });
  await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve));
  // The same computer, another port: cookies of the host are sent along, since they ignore ports.
  hostileOrigin = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
});

test.afterAll(() => new Promise<void>((resolve) => hostile.close(() => resolve())));

test('the token is taken out of the address, and the login is out of reach of scripts @smoke', async ({
  page,
  served,
}) => {
  expect(page.url()).not.toContain('token');
  const [login] = (await page.context().cookies()).filter((cookie) => cookie.name.startsWith('quarry-login'));
  expect(login).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  expect(login?.value).not.toBe(served.token);
  const seen = await page.evaluate(
    () => document.cookie + document.documentElement.outerHTML + JSON.stringify({ ...localStorage }),
  );
  expect(seen).not.toContain(served.token);
  expect(seen).not.toContain(login?.value);
});

test('the page lives under its policy @smoke', async ({ page, served }) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) violations.push(message.text());
  });
  await page.goto(served.origin);
  await expect(page.locator('#root, main, [role=main]').first()).toBeVisible();
  expect(violations).toEqual([]);
});

test('a page of another port gets nothing done and nothing told, although the browser holds the login @smoke', async ({
  page,
  served,
}) => {
  const other = await page.context().newPage();
  await other.goto(hostileOrigin);
  const answers = await other.evaluate(async (origin) => {
    const attempt = async (work: () => Promise<unknown>): Promise<string> => {
      try {
        return JSON.stringify(await work());
      } catch {
        return 'refused';
      }
    };
    const post = { method: 'POST', body: '{}', credentials: 'include' as const };
    return {
      read: await attempt(async () => (await fetch(`${origin}/`, { credentials: 'include' })).text()),
      call: await attempt(async () => (await fetch(`${origin}/rpc/app.cache.clear`, post)).text()),
      json: await attempt(async () =>
        (await fetch(`${origin}/rpc/app.info`, { ...post, headers: { 'content-type': 'application/json' } })).text(),
      ),
      image: await attempt(
        () =>
          new Promise((resolve, reject) => {
            const image = new Image();
            image.onload = () => resolve('loaded');
            image.onerror = () => reject(new Error('no image'));
            image.src = `${origin}/bytes/diagnostics?q={}`;
          }),
      ),
      socket: await attempt(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`);
            socket.onopen = () => resolve('opened');
            socket.onerror = () => reject(new Error('refused'));
          }),
      ),
    };
  }, served.origin);
  expect(answers).toEqual({ read: 'refused', call: 'refused', json: 'refused', image: 'refused', socket: 'refused' });
});

test('a page of another port cannot show the app in a frame', async ({ page, served }) => {
  const other = await page.context().newPage();
  await other.goto(hostileOrigin);
  await other.evaluate((origin) => {
    const frame = document.createElement('iframe');
    frame.src = origin;
    document.body.append(frame);
    return new Promise((resolve) => {
      frame.onload = resolve;
    });
  }, served.origin);
  const texts = await Promise.all(other.frames().map((frame) => frame.content().catch(() => '')));
  expect(texts.join('\n')).not.toContain('quarry-style-nonce');
});

test('A10: a part of the window that cannot be loaded, or fails, is told in its place and can be had again', async ({
  page,
}) => {
  const code = '**/assets/shortcuts-panel-*.js';
  await page.route(code, (route) => route.abort());
  await expect(page.getByRole('tab', { name: 'Start' })).toBeVisible();
  await page.keyboard.press('F1');
  await expect(page.getByText('This part of the window could not be loaded.')).toBeVisible();
  await page.unroute(code);
  const broken =
    'let isFirst = true; export function ShortcutsPanel() { if (isFirst) throw new Error("spoilt"); return "mended"; }; globalThis.mend = () => { isFirst = false; };';
  await page.route(code, (route) => route.fulfill({ contentType: 'text/javascript', body: broken }));
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(page.getByText('This part of the window has failed.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Navigator' })).toBeVisible();
  await page.evaluate('globalThis.mend()');
  await page.getByRole('button', { name: 'Show again' }).click();
  await expect(page.getByText('mended', { exact: true })).toBeVisible();
});

test('A10: a dialog that fails closes with a message, and the window stays', async ({ page }) => {
  const code = '**/assets/palette-content-*.js';
  const broken = 'export function PaletteContent() { throw new Error("spoilt"); }';
  await page.route(code, (route) => route.fulfill({ contentType: 'text/javascript', body: broken }));
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Start' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByText(/^This part of the window has failed\. Show it again\./)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Navigator' })).toBeVisible();
  await page.getByRole('button', { name: 'Start the demo' }).click();
  await expect(page.getByRole('heading', { name: 'Members' })).toBeVisible({ timeout: 30_000 });
});
