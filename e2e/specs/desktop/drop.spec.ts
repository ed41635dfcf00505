import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { droppedPaths } from '../../../app/contract/port-message.ts';
import { expect, test } from '../../fixtures/test.ts';

test('the page is told the paths of files and folders that a person drops on it, and stays', async ({ page, home }) => {
  const paths = [join(home, 'measured'), join(home, 'two words.txt')] as const;
  mkdirSync(paths[0]);
  writeFileSync(paths[1], 'text');
  // With the first panel the window is whole.
  await expect(page.getByRole('button', { name: 'Start the demo' })).toBeVisible();
  const address = page.url();
  await page.evaluate((name) => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    window.addEventListener('message', ({ data }) => {
      if (typeof data === 'object' && data !== null && name in data) told.push(data[name]);
    });
    for (const type of ['dragover', 'drop']) window.addEventListener(type, (event) => event.preventDefault());
  }, droppedPaths);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 300, data });
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'told'))).toEqual([[...paths]]);
  await page.evaluate(() => window.dispatchEvent(new DragEvent('drop', { dataTransfer: new DataTransfer() })));
  expect(await page.evaluate(() => Reflect.get(window, 'told'))).toHaveLength(1);
  expect(page.url()).toBe(address);
});
