import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Log } from '../../platform/platform.ts';
import { openJupyterLab } from '../../testing/jupyter-lab.ts';
import { importForeignConnections } from './foreign-connections.ts';

const canaries = ['canary-of-a-body', 'canary-of-a-file', 'canary-of-an-address', 'canary-of-a-variable'];

test('no secret gets into logs, answers, recent calls or the description', async () => {
  const said: string[] = [];
  const say = (fields: Record<string, unknown>, text: string): void => {
    said.push(
      text,
      JSON.stringify(fields, (_key, value) => (value instanceof Error ? String(value.stack) : value)),
    );
  };
  const log: Log = { debug: say, info: say, warn: say, error: say, child: () => log };
  const lab = await openJupyterLab({ log });
  try {
    const [ofBody = '', ofFile = '', ofAddress = '', ofVariable = ''] = canaries;
    const texts: string[] = [];
    const ask = async (...asked: Parameters<typeof lab.ask>): Promise<void> => {
      const { text, headers } = await lab.ask(...asked);
      texts.push(text, JSON.stringify(headers));
    };
    const put = (path: string, password: string) => ask(path, { method: 'PUT', body: { username: 'demo', password } });
    await put('openbis/conn/lab', ofBody);
    await put('openbis/conn/none', ofBody);
    await put('openbis/conn/lab', 'demo');
    await ask('openbis/conns', {
      ...{ method: 'POST', body: { name: 'x', url: `https://u:${ofBody}@a.example`, password: ofBody } },
    });
    await ask('openbis/conns', { method: 'POST', body: { name: 7, url: lab.demo.url, password: ofBody } });
    await ask(`openbis/conns?token=${ofAddress}`, { headers: {} });
    await ask(`openbis/conns?_xsrf=${ofAddress}`);
    await ask('openbis/x/openapi.json');
    mkdirSync(join(lab.outside, '.jupyter'));
    const file = `connections:\n  - {name: F, url: "${lab.demo.url}", username: demo, password: ${ofFile}}\n  - {name: 1, password: ${ofFile}}\n`;
    writeFileSync(join(lab.outside, '.jupyter/openbis-connections.yaml'), file);
    const env = { OPENBIS_URL: lab.demo.url, OPENBIS_TOKEN: ofVariable };
    texts.push(
      JSON.stringify(await importForeignConnections(lab.client, { env, homeFolder: lab.outside, system: 'linux' })),
    );
    await ask('openbis/conns');
    texts.push(JSON.stringify(await lab.client.call('jupyter.state.get', {})), JSON.stringify(lab.calls));
    expect(said.join()).toContain('Request refused');
    for (const secret of [...canaries, lab.host.token])
      expect([...said, ...texts].filter((text) => text.includes(secret))).toEqual([]);
  } finally {
    await lab.close();
  }
});
