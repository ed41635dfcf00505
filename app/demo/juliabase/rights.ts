import { type Exchange, notFound, PermissionDenied, ViewError } from './exchange.ts';
import type { LabState, Process, Result, Sample, Series, Topic, User } from './model.ts';

export function seesTopic(user: User, topic: Topic): boolean {
  return user.isAdmin || !topic.confidential || user.topics.includes(topic.id);
}

function topicOf(lab: LabState, sample: Sample): Topic | undefined {
  return lab.topics.find((topic) => topic.id === sample.topic);
}

/** May know that a sample of this name exists. */
export function knowsName(lab: LabState, user: User, sample: Sample): boolean {
  const topic = topicOf(lab, sample);
  return (
    topic === undefined ||
    seesTopic(user, topic) ||
    sample.responsible === user.id ||
    sample.clearances.includes(user.id)
  );
}

/** Everything about the sample; a clearance is less than that. */
export function fullyViews(user: User, sample: Sample): boolean {
  if (user.isAdmin || user.permissions.includes('samples.view_every_sample')) return true;
  return sample.topic === null || sample.responsible === user.id || user.topics.includes(sample.topic);
}

export function viewsSeries(user: User, series: Series): boolean {
  return (
    user.isAdmin ||
    series.responsible === user.id ||
    user.topics.includes(series.topic) ||
    user.permissions.includes('samples.view_every_sample')
  );
}

export function mayAttach(user: User, responsible: number, topic: number | null): boolean {
  return user.isAdmin || responsible === user.id || topic === null || user.topics.includes(topic);
}

export function requireFullView({ user }: Exchange, sample: Sample): void {
  if (!fullyViews(user, sample))
    throw new PermissionDenied(
      'You are not allowed to view the sample since you are not in the sample’s topic, nor are you its currently responsible person.',
    );
}

export function sampleById({ lab }: Exchange, id: number): Sample {
  const sample = lab.samples.find((candidate) => candidate.id === id);
  if (sample === undefined) throw notFound('No Sample matches the given query.');
  return sample;
}

export function seriesByName({ lab }: Exchange, name: string): Series {
  const series = lab.series.find((candidate) => candidate.name === name);
  if (series === undefined) throw notFound('No SampleSeries matches the given query.');
  return series;
}

function viewsOneSample(user: User, samples: readonly Sample[]): boolean {
  return samples.some((sample) => fullyViews(user, sample) || sample.clearances.includes(user.id));
}

export function viewsResult({ lab, user }: Exchange, result: Result): boolean {
  if (user.isAdmin || result.operator === user.id) return true;
  return (
    viewsOneSample(
      user,
      lab.samples.filter((sample) => result.samples.includes(sample.id)),
    ) || lab.series.some((series) => result.series.includes(series.name) && viewsSeries(user, series))
  );
}

export function viewsProcess({ lab, user }: Exchange, process: Process): boolean {
  if (user.isAdmin || process.operator === user.id) return true;
  return viewsOneSample(
    user,
    lab.samples.filter((sample) => sample.processIds.includes(process.id)),
  );
}

/** Samples of the user's list whose topic and series are not folded: only these can be chosen in forms. */
export function selectableSamples({ lab, user }: Exchange): Set<number> {
  const folded = new Set(
    lab.series.filter((series) => user.foldedSeries.includes(series.name)).flatMap((series) => series.samples),
  );
  return new Set(
    user.mySamples.filter((id) => {
      const sample = lab.samples.find((candidate) => candidate.id === id);
      return (
        sample !== undefined && !folded.has(id) && !(sample.topic !== null && user.foldedTopics.includes(sample.topic))
      );
    }),
  );
}

export function userByLogin({ lab }: Exchange, login: string): User {
  const user = lab.users.find((candidate) => candidate.login === login);
  if (user === undefined) throw notFound('No User matches the given query.');
  return user;
}

export function integer(text: string): number {
  if (!/^-?\d+$/.test(text.trim())) throw new ViewError(404, 2, `Invalid integer "${text}".`);
  return Number(text);
}

/** Topics with at least one active member that are not confidential or the own ones, and what is below them. */
export function selectableTopic({ lab, user }: Pick<Exchange, 'lab' | 'user'>, id: number): boolean {
  const topic = lab.topics.find((one) => one.id === id);
  if (topic === undefined) return false;
  const hasMember = lab.users.some((one) => one.isActive && one.topics.includes(id));
  if (user.isAdmin || (hasMember && seesTopic(user, topic))) return true;
  return topic.parent !== null && seesTopic(user, topic) && selectableTopic({ lab, user }, topic.parent);
}

/** Changing a sample is for the responsible person, the manager of its topic and administrators. */
export function requireEditor({ lab, user }: Exchange, sample: Sample): void {
  const manages = lab.topics.some((topic) => topic.id === sample.topic && topic.manager === user.id);
  if (!user.isAdmin && sample.responsible !== user.id && !manages)
    throw new PermissionDenied(
      'You are not allowed to edit the sample because you are not the currently responsible person for it.',
    );
}
