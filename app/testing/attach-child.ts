/**
 * A core in a process of its own that attaches a figure and tells when it is in the outbox, so that a test can
 * kill it: `node attach-child.ts HOME CONNECTION_ID SERIES TITLE`.
 */
import { createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import { createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { testPlatform } from './open-core.ts';

const [home = '', connectionId = '', seriesName = '', title = ''] = process.argv.slice(2);
const app = await createApp(testPlatform(home));
const [clientEnd, serverEnd] = createTransportPair();
app.router.serve(serverEnd);
const client = createClient<Contract>(clientEnd);
await client.call('connections.login', { id: connectionId, password: 'quarry-demo' });
for await (const event of client.watch('figures.conductivity.load', { connectionId, seriesName })) {
  if (event.kind !== 'ready') continue;
  const samples = event.figure.curves.map((curve) => curve.sampleName);
  const spec = {
    figureId: event.figure.figureId,
    view: 'arrhenius',
    yScale: 'log',
    showFit: true,
    fitRange: event.figure.fitRange,
    samples,
  } as const;
  const plan = await client.call('figures.attach.plan', {
    subject: { kind: 'conductivity', spec: { ...spec } },
    draft: { title },
    mode: 'create',
  });
  await client.call('figures.attach.start', {
    subject: { kind: 'conductivity', spec: { ...spec } },
    draft: plan.draft,
    mode: 'create',
    resultId: null,
    basis: null,
  });
  process.stdout.write('queued\n');
}
setInterval(() => undefined, 1000);
