import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import { isAppError } from '../contract/app-error.ts';
import type { AttachPlan } from '../contract/attach.ts';
import type { AttachContent, ExistingAttachment } from './attach-plan.ts';

type Check = AttachPlan['checks'][number];

export interface CheckSubject {
  client: JuliaBaseClient;
  content: AttachContent;
  existing: ExistingAttachment | null;
  signal: AbortSignal;
}

/** Fields of the form besides cells, headings, samples and series. */
const fixedFields = 14;
const maxFields = 1000;

/** Everything that can be known before a write, so that no write fails at the server for a reason known here. */
export async function checkAttachment(
  subject: CheckSubject,
): Promise<{ list: Check[]; mayEdit: boolean; isAllowed: boolean }> {
  const rights = await checkRights(subject);
  return {
    list: [...rights.list, fieldCount(subject.content), image(subject.content), ...draftChecks(subject)],
    mayEdit: rights.mayEdit,
    isAllowed: rights.list.every(({ ok, blocking }) => ok || !blocking),
  };
}

async function checkRights({
  client,
  content,
  existing,
  signal,
}: CheckSubject): Promise<{ list: Check[]; mayEdit: boolean }> {
  const admin = await client.users.isAdmin({ signal });
  const list: Check[] = [];
  const mayEdit = existing === null || admin || existing.result.operator === client.user;
  if (existing !== null) {
    list.push({
      ok: mayEdit,
      blocking: true,
      text: mayEdit
        ? `You may edit result ${existing.result.id}`
        : `Result ${existing.result.id} belongs to ${existing.result.operator}; only its operator may edit it`,
    });
  }
  if (admin)
    return {
      list: [...list, { ok: true, blocking: true, text: 'You are an administrator and may attach to everything' }],
      mayEdit,
    };
  const topics = await ownTopics(client, signal);
  if (content.draft.attachToSamples) list.push(await sampleRights(client, content, topics, signal));
  if (content.draft.attachToSeries && content.seriesName !== null)
    list.push(await seriesRights(client, content.seriesName, topics, signal));
  return { list, mayEdit };
}

async function ownTopics(client: JuliaBaseClient, signal: AbortSignal): Promise<Set<string>> {
  const [topics, user] = [await client.keys.topics({ signal }), await client.users.get(client.user, { signal })];
  return new Set([...topics].filter(([, id]) => user.topicIds.includes(id)).map(([name]) => name));
}

async function sampleRights(
  client: JuliaBaseClient,
  content: AttachContent,
  topics: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Check> {
  const refused: string[] = [];
  for (const [index, name] of content.sampleNames.entries()) {
    try {
      const sample = await client.samples.byId(content.sampleIds[index] ?? 0, { signal });
      const may = sample.responsiblePerson === client.user || sample.topic === null || topics.has(sample.topic);
      if (!may) refused.push(name);
    } catch (error) {
      if (!isAppError(error, 'forbidden', 'not-found')) throw error;
      refused.push(name);
    }
  }
  const count = content.sampleNames.length;
  if (refused.length === 0)
    return {
      ok: true,
      blocking: true,
      text: count === 1 ? 'You may attach to the sample' : `You may attach to all ${count} samples`,
    };
  return {
    ok: false,
    blocking: true,
    text: `You may not attach to ${refused.join(', ')}: neither responsible nor in the topic`,
  };
}

/** No answer of the server tells the topic of a series, but a search within each own topic does. */
async function seriesRights(
  client: JuliaBaseClient,
  seriesName: string,
  topics: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Check> {
  for (const topic of topics) {
    const { names } = await client.series.list({ name: seriesName, topic }, { signal });
    if (names.includes(seriesName))
      return { ok: true, blocking: true, text: `You may attach to the series, it belongs to your topic ${topic}` };
  }
  return {
    ok: false,
    blocking: false,
    text: 'The series is in none of your topics: the server accepts the result only if you are responsible for the series',
  };
}

function fieldCount({ table, sampleIds, draft }: AttachContent): Check {
  const cells = table.rows.flat().filter((cell) => cell !== '').length;
  const links = (draft.attachToSamples ? sampleIds.length : 0) + (draft.attachToSeries ? 1 : 0);
  const count = cells + table.headings.length + links + fixedFields;
  return { ok: count <= maxFields, blocking: true, text: `${count} of at most ${maxFields} form fields` };
}

function image({ image: { bytes, fileName } }: AttachContent): Check {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 8));
  const kind = text.startsWith('%PDF-') ? 'PDF' : text.slice(1, 4) === 'PNG' ? 'PNG' : null;
  return {
    ok: kind !== null,
    blocking: true,
    text: kind === null ? `${fileName} is no image the server takes` : `The image is a valid ${kind}`,
  };
}

function draftChecks({ content: { draft, seriesName }, existing }: CheckSubject): Check[] {
  const checks: Check[] = [];
  const linked = (draft.attachToSeries && seriesName !== null) || draft.attachToSamples;
  if (!linked && existing === null)
    checks.push({ ok: false, blocking: true, text: 'Choose the series or the samples to attach to' });
  if (draft.comments.trim() === '') checks.push({ ok: false, blocking: true, text: 'JuliaBase wants a comment' });
  if (/(^|[^\\])!\[/.test(draft.comments))
    checks.push({ ok: false, blocking: true, text: 'JuliaBase takes no images in comments' });
  if (existing !== null && draft.editDescription.trim() === '') {
    checks.push({
      ok: false,
      blocking: true,
      text: 'Say what you changed: JuliaBase tells it to the people concerned',
    });
  }
  return checks;
}
