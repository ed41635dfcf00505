import { expect, it } from 'vitest';
import { freshOpenbis } from './test-demo.ts';

const demo = freshOpenbis();

it('logs in, tells about itself, searches and downloads', async () => {
  const token = await demo.login();
  expect(token).toMatch(/^demo-\d{15}x[0-9A-F]{32}$/);
  expect((await demo.rpc('getServerInformation', [token])).result['api-version']).toBe('3.7');
  const spaces = await demo.rpc('searchSpaces', [token, {}, {}]);
  expect(spaces.result.objects.map((one: { code: string }) => one.code)).toEqual(['DEFAULT', 'LAB', 'MATERIALS']);
  const { url, special } = demo.server;
  const file = await fetch(`${url}/datastore_server/${special.oddNames}/original/no%20%231.txt?sessionID=${token}`);
  expect(await file.text()).toBe('file 3\n');
});
