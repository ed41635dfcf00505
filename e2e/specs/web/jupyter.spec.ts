import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Jupyter } from '../../pages/jupyter.ts';
import { Workbench } from '../../pages/workbench.ts';

let other: Server;
let otherOrigin: string;

test.beforeAll(async () => {
  other = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>other</title>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  // The same computer, another port: cookies are sent along, since they ignore ports.
  otherOrigin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});

test.afterAll(() => new Promise<void>((resolve) => other.close(() => resolve())));

test('switched on, a notebook of an allowed origin lists the connections; switched off, nobody does @smoke', async ({
  page,
}) => {
  await new Workbench(page).startDemo();
  const jupyter = new Jupyter(page);
  await jupyter.open();
  const address = await jupyter.switchOn();
  await expect(page.getByText(/^[\w-]{43}$/)).toHaveCount(0);
  const token = await jupyter.showToken();
  await page.getByRole('button', { name: 'Hide token' }).click();
  await expect(page.getByText(token)).toHaveCount(0);
  const notebook = await page.context().newPage();
  await notebook.goto(otherOrigin);
  const ask = () =>
    notebook.evaluate(
      async ([url = '', secret = '']) => {
        try {
          const answer = await fetch(url, { headers: { authorization: `token ${secret}` } });
          return await answer.json();
        } catch {
          return 'refused';
        }
      },
      [`${address}openbis/conns`, token],
    );
  expect(await ask()).toBe('refused');
  await jupyter.add('origin', otherOrigin);
  expect(await ask()).toMatchObject({ status: 200, connections: [{ name: 'Demo openBIS', password: '******' }] });
  await expect(jupyter.calls.filter({ hasText: '/openbis/conns' }).filter({ hasText: '200' })).toHaveCount(1);
  await page.getByRole('button', { name: `Remove ${otherOrigin}` }).click();
  await expect(page.getByRole('button', { name: `Remove ${otherOrigin}` })).toHaveCount(0);
  expect(await ask()).toBe('refused');
  await page.getByRole('switch', { name: 'Serve the API' }).press('Space');
  await expect(page.getByRole('button', { name: 'Copy address' })).toHaveCount(0);
  expect(await ask()).toBe('refused');
});

test('a hostile page gets nothing done and nothing told, although the browser holds the login', async ({ page }) => {
  await new Workbench(page).startDemo();
  const jupyter = new Jupyter(page);
  await jupyter.open();
  const address = await jupyter.switchOn();
  const token = await jupyter.showToken();
  const own = await page.context().newPage();
  await own.goto(`${address}?token=${token}`);
  expect(own.url()).toBe(address);
  // The login works for whom it belongs to.
  expect((await own.request.get(`${address}openbis/conns`)).status()).toBe(200);
  const hostile = await page.context().newPage();
  await hostile.goto(otherOrigin);
  const answers = await hostile.evaluate(async (url) => {
    const attempt = async (work: () => Promise<unknown>): Promise<string> => {
      try {
        return JSON.stringify(await work());
      } catch {
        return 'refused';
      }
    };
    const send = (path: string, more: RequestInit) => fetch(`${url}${path}`, { credentials: 'include', ...more });
    return {
      read: await attempt(async () => (await send('openbis/conns', {})).text()),
      logout: await attempt(async () =>
        (await send('openbis/conn/Demo%20openBIS', { method: 'PUT', body: '{"action":"logout"}' })).text(),
      ),
      remove: await attempt(async () => (await send('openbis/conn/Demo%20openBIS', { method: 'DELETE' })).text()),
      // Sent without asking first.
      blind: await attempt(async () =>
        (await send('requirements', { method: 'POST', mode: 'no-cors', body: '{"notebook_path":"a.ipynb"}' })).text(),
      ),
      image: await attempt(
        () =>
          new Promise((resolve, reject) => {
            const image = new Image();
            image.onload = () => resolve('loaded');
            image.onerror = () => reject(new Error('no image'));
            image.src = `${url}openbis/dataset/Demo%20openBIS/1-1/stolen`;
          }),
      ),
    };
  }, address);
  expect(answers).toEqual({
    read: 'refused',
    logout: 'refused',
    remove: 'refused',
    blind: 'refused',
    image: 'refused',
  });
  await page.bringToFront();
  const refused = jupyter.calls.filter({ hasText: '403' });
  await expect(refused).toHaveCount(5);
  await expect(refused.filter({ hasText: 'POST' })).toHaveCount(1);
});

test('a download into a folder that nobody has allowed asks in the window', async ({ page, home }) => {
  test.slow();
  await new Workbench(page).startDemo();
  const jupyter = new Jupyter(page);
  await jupyter.open();
  const address = await jupyter.switchOn();
  const headers = { authorization: `token ${await jupyter.showToken()}` };
  const listed = await (await fetch(`${address}openbis/sample/Demo%20openBIS//LAB/LOOSE1`, { headers })).json();
  const [{ permId }] = listed.dataSets;
  const folder = `${home}/elsewhere`;
  const url = `${address}openbis/dataset/Demo%20openBIS/${permId}/${encodeURIComponent(folder)}`;
  expect((await fetch(url, { headers })).status).toBe(422);
  await expect(page.getByText(`A notebook wanted to download into ${folder}.`)).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Allow this folder' }).click();
  await expect(page.getByRole('button', { name: `Remove ${folder}` })).toBeVisible();
  const fetched = await fetch(url, { headers });
  expect([fetched.status, (await fetched.json()).path]).toEqual([200, `${folder}/${permId}`]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('the page has no faults that axe can find, off and on @long', async ({ page }) => {
      test.slow();
      await new Workbench(page).startDemo();
      const jupyter = new Jupyter(page);
      await jupyter.open();
      await expectNoViolations(page);
      const address = await jupyter.switchOn();
      await fetch(`${address}openbis/conns`);
      await jupyter.add('origin', 'http://localhost:8888');
      await jupyter.add('folder', '/data/raw');
      await jupyter.showToken();
      await expectNoViolations(page);
    });
  });
}
