import { startDemoDrms } from '../app/demo/drms/index.ts';

/** The demo in a process of its own, so that its work is not taken for the client's. It ends with its parent. */
const demo = await startDemoDrms({ settings: { remembersAnswers: true } });
process.on('disconnect', () => process.exit());
process.send?.({ url: demo.url });
