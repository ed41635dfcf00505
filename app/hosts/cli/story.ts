import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toAppError } from '../../contract/app-error.ts';
import { attachFigure } from './attach-figure.ts';
import {
  type FigureContext,
  figureSpec,
  loadFigure,
  sampleLines,
  sampleLineTable,
  writeFigure,
} from './conductivity.ts';
import { exitCode } from './exit-code.ts';
import { openCore } from './open-core.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { textTable } from './text-table.ts';

/** Story 1 without a window: reads a series in the demo, draws its figure, attaches it and reads it back. */
async function tellStory(home: string, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const core = await openCore(home);
  try {
    const context: FigureContext = { core, terminal, signal };
    const demo = await core.client.call('app.demo.start', {}, { signal });
    const seriesName = demo.series[0] ?? '';
    const connectionId = demo.connection.id;
    terminal.talk(`Signed in at ${demo.connection.name} (${demo.connection.url}) as ${demo.connection.user}.`);

    const series = await core.client.call('juliabase.series.get', { connectionId, name: seriesName }, { signal });
    terminal.talk(`Series “${seriesName}” has ${series.value.members.length} samples.`);

    const figure = await loadFigure(context, { connectionId, seriesName, fitRange: null, refresh: false });
    const spec = figureSpec(figure, 'arrhenius', true);
    const { headings, rows } = sampleLineTable(sampleLines(figure));
    terminal.data(textTable(headings, rows));
    for (const format of ['png', 'svg']) {
      terminal.data(`Figure: ${await writeFigure(context, spec, join(home, `conductivity.${format}`))}`);
    }

    const attached = await attachFigure(context, { kind: 'conductivity', spec }, {}, 'auto');
    const { resultId } = attached;
    if (resultId === null) throw new Error(`Attaching ended with ${attached.outcome}: ${attached.message}`);
    const stored = await core.client.call(
      'juliabase.result.get',
      { connectionId, id: resultId, refresh: true },
      { signal },
    );
    const { title, table } = stored.value;
    terminal.data(
      `Result ${resultId} (${attached.outcome}): “${title}” with ${table.rows.length} rows, ${attached.url}`,
    );
  } finally {
    terminal.endProgress();
    await core.close();
  }
}

const { values } = parseArgs({ options: { home: { type: 'string' } } });
const home = values.home ?? mkdtempSync(join(tmpdir(), 'quarry-story-'));
const interrupt = new AbortController();
process.on('SIGINT', () => interrupt.abort());
const terminal = createTerminal();
try {
  await tellStory(home, terminal, interrupt.signal);
} catch (error) {
  const { message, remedy, code, cause } = toAppError(error);
  terminal.talk(['Quarry:', message, remedy, cause].filter(Boolean).join(' '));
  process.exitCode = exitCode[code];
}
