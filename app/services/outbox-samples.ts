import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import { sampleDifferences, stateOfDraft } from '../clients/juliabase/sample-check.ts';
import { OutboxSample } from '../contract/outbox.ts';
import type { Sample } from '../domain/juliabase.ts';
import type { Gateway, GatewayCall } from '../outbox/gateway.ts';
import type { OutboxQuestion, Similar } from '../outbox/item.ts';
import { hitOf, noRepair } from './outbox-sample-changes.ts';
import { type JuliaBaseOutboxParts, lookBy, sendOnce } from './outbox-writing.ts';

export const sampleAddKind = 'juliabase.sample.add';

/** Adds samples. Their names are unique, so the name is the mark; one that is there before the first send is not ours. */
export function sampleAddGateway(parts: JuliaBaseOutboxParts): Gateway {
  const clientOf = ({ order }: GatewayCall): Promise<JuliaBaseClient> => parts.clientOf(order.connectionId);

  async function present(call: GatewayCall): Promise<Sample | undefined> {
    const client = await clientOf(call);
    const { name } = OutboxSample.parse(call.payload);
    const id = (await client.keys.samples([name], { signal: call.signal })).get(name);
    return typeof id === 'number' ? client.samples.byId(id, { signal: call.signal }) : undefined;
  }

  return {
    kind: sampleAddKind,
    canLook: () => true,
    async check(call) {
      const client = await clientOf(call);
      await parts.finishUndo(call.order.connectionId, client, call.signal);
      const sample = await present(call);
      if (sample === undefined) return { kind: 'ready' };
      const { url } = await hitOf(parts, call, sample.id);
      return { kind: 'ask', question: takenQuestion(similarOf(call, sample, client.user, url)) };
    },
    async send(call, onBeforeSend) {
      const client = await clientOf(call);
      const draft = OutboxSample.parse(call.payload);
      return sendOnce(call, onBeforeSend, async (options) =>
        hitOf(parts, call, (await client.samples.add(draft, options)).id),
      );
    },
    look: (call) =>
      lookBy(async () => {
        const sample = await present(call);
        if (sample === undefined) return { kind: 'complete', hits: [], similar: null };
        const { user } = await clientOf(call);
        const isOurs = sampleDifferences(stateOfDraft(OutboxSample.parse(call.payload), user), sample).length === 0;
        const hit = await hitOf(parts, call, sample.id);
        if (isOurs) return { kind: 'complete', hits: [hit], similar: null };
        return { kind: 'complete', hits: [], similar: similarOf(call, sample, user, hit.url) };
      }),
    repair: noRepair,
    onDone: ({ connectionId }) => parts.onWritten(connectionId, ['sample']),
  };
}

function similarOf(call: GatewayCall, sample: Sample, user: string, url: string): Similar {
  const draft = OutboxSample.parse(call.payload);
  const ours = stateOfDraft(draft, user);
  const part = (name: string, mine: string | null, theirs: string | null): Similar['parts'][number] => ({
    ...{ name, ours: mine ?? '–', theirs: theirs ?? '–' },
    same: mine === theirs,
  });
  return {
    id: String(sample.id),
    url,
    parts: [
      part('Name', draft.name, sample.name),
      part('Location', ours.currentLocation, sample.currentLocation),
      part('Responsible', ours.responsiblePerson, sample.responsiblePerson),
      part('Purpose', ours.purpose, sample.purpose),
      part('Tags', ours.tags.join(', '), sample.tags.join(', ')),
      part('Topic', ours.topic, sample.topic),
    ],
  };
}

function takenQuestion(similar: Similar): OutboxQuestion {
  const name = similar.parts[0]?.theirs ?? '';
  return {
    text: `A sample with the name ${name} exists already. Nothing was sent. Is it this one?`,
    choices: [
      { id: 'it-is', label: 'Yes, it is this one', effect: 'The existing sample counts as done; nothing is sent.' },
      { id: 'again', label: 'Try again', effect: 'Looks again and adds the sample if the name is free by then.' },
      { id: 'withdraw', label: 'Withdraw', effect: 'Nothing is sent.' },
    ],
    similar,
  };
}
