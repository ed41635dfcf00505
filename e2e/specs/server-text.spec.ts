import { expect, test } from '../fixtures/test.ts';
import { Workbench } from '../pages/workbench.ts';

const hostileSample = '26-LB-<b>x</b>';

test('text of the server is shown as text, and nothing leaves the computer', async ({ page }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const own = ['data:', 'blob:', 'quarry:', 'devtools:'].includes(protocol) || hostname === '127.0.0.1';
    if (!own) foreign.push(request.url());
  });
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.openMemberByPalette(hostileSample);
  expect(foreign).toEqual([]);
});
