import { startDemoOpenbis } from '../app/demo/openbis/index.ts';

/** The demo in a process of its own, so that its work is not taken for the client's. It ends with its parent. */
const extraObjects = Number(process.argv[2] ?? 0);
const demo = await startDemoOpenbis({ extraObjects, seriesFileBytes: 2_000_000, settings: { sessionsPerUser: 0 } });
process.on('disconnect', () => process.exit());
process.send?.({ url: demo.url, permId: demo.special.series });
