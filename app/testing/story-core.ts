import type { ConductivityFigure, FigureSpec } from '../contract/figures.ts';
import type { OutboxItem } from '../contract/outbox.ts';
import type { TestCore } from './open-core.ts';

/** The steps of the conductivity story on a core, as the window does them. */
export async function loadFigure(core: TestCore, refresh = false): Promise<ConductivityFigure> {
  for await (const event of core.client.watch('figures.conductivity.load', {
    connectionId: core.connectionId,
    seriesName: core.demo.series[0] ?? '',
    refresh,
  })) {
    if (event.kind === 'ready') return event.figure;
  }
  throw new Error('The figure was not finished.');
}

export function specOf(figure: ConductivityFigure): FigureSpec {
  return {
    figureId: figure.figureId,
    view: 'arrhenius',
    yScale: 'log',
    showFit: true,
    fitRange: { minInverseKelvin: 2.35, maxInverseKelvin: 3.3 },
    samples: figure.curves.filter((curve) => curve.points > 0).map((curve) => curve.sampleName),
  };
}

/** The item once it has ended, needs a person, or is still looked for after a look. */
export async function settled(core: TestCore, itemId: string): Promise<OutboxItem> {
  return settledItem(core.client, itemId);
}

export async function settledItem(client: TestCore['client'], id: string): Promise<OutboxItem> {
  let isLookedFor = false;
  for await (const item of client.watch('outbox.follow', { id })) {
    if (item.state === 'done' || item.state === 'needs-you' || item.state === 'withdrawn') return item;
    if (item.state !== 'checking') continue;
    if (isLookedFor) return item;
    isLookedFor = true;
    await client.call('outbox.look', { id });
  }
  throw new Error('The item was not seen to end.');
}

export async function attach(
  core: TestCore,
  spec: FigureSpec,
  draft: { attachToSamples?: boolean; attachToSeries?: boolean } = {},
): Promise<OutboxItem> {
  const plan = await core.client.call('figures.attach.plan', { subject: { kind: 'conductivity', spec }, draft });
  const { itemId } = await core.client.call('figures.attach.start', {
    subject: { kind: 'conductivity', spec },
    draft: plan.draft,
    mode: plan.action === 'update' ? 'update' : 'create',
    resultId: plan.existing?.resultId ?? null,
    basis: plan.basis,
  });
  return settled(core, itemId);
}

/** A Result of its own under this title, whatever the series has already. */
export async function attachAs(core: TestCore, spec: FigureSpec, title: string): Promise<OutboxItem> {
  const plan = await core.client.call('figures.attach.plan', {
    subject: { kind: 'conductivity', spec },
    draft: { title },
    mode: 'create',
  });
  const { itemId } = await core.client.call('figures.attach.start', {
    ...{ subject: { kind: 'conductivity', spec }, draft: plan.draft, mode: 'create', resultId: null, basis: null },
  });
  return settled(core, itemId);
}

/** Results of the story's series that the story has written. */
export async function ownResults(core: TestCore, title = 'Conductivity (Arrhenius)'): Promise<number> {
  const page = await core.client.call('juliabase.series.get', {
    connectionId: core.connectionId,
    name: core.demo.series[0] ?? '',
    refresh: true,
  });
  return page.value.results.filter((result) => result.title === title).length;
}

export async function mySamples(core: TestCore): Promise<string[]> {
  const mine = await core.client.call('juliabase.samples.mine', { connectionId: core.connectionId, refresh: true });
  return mine.value.map((item) => item.name).toSorted();
}
