import { createHash } from 'node:crypto';
import { type Exchange, escapeHtml, lastOf, PermissionDenied, page, type Reply } from './exchange.ts';
import { sampleLink, sampleList, seriesLink } from './html-pages.ts';
import type { LabState, Sample, User } from './model.ts';
import { userByLogin, viewsResult } from './rights.ts';
import { isoUtc } from './times.ts';

/** Series of the user; a POST with a name and a button puts all members on My Samples. */
export function mySampleSeries(exchange: Exchange): Reply {
  const { form, lab, user, method } = exchange;
  const own = lab.series.filter((series) => series.responsible === user.id);
  const links = own.map((series) => `<li>${seriesLink(series, 'sample-series')}</li>`);
  const reply = page('My sample series', `<ul>${links.join('')}</ul>`);
  if (method !== 'POST' || lastOf(form, 'add.x') === undefined) return reply;
  const series = lab.series.find((one) => one.name === lastOf(form, 'ss'));
  if (series !== undefined) user.mySamples = [...new Set([...user.mySamples, ...series.samples])];
  return { ...reply, changed: true };
}

/** My Samples by topic and series, and where to add things. */
export function mainMenu(exchange: Exchange): Reply {
  const { lab, user } = exchange;
  const mine = lab.samples.filter((sample) => user.mySamples.includes(sample.id));
  const topics = lab.topics.filter(
    (topic) => user.topics.includes(topic.id) || mine.some((sample) => sample.topic === topic.id),
  );
  const blocks = topics.map(
    (topic) => `<h3>${escapeHtml(topic.name)}</h3><div id="topic-${topic.id}">${topicBody(lab, topic.id, mine)}</div>`,
  );
  const loose = mine.filter((sample) => sample.topic === null);
  const links = `<ul><li><a href="/samples/add/">add samples</a></li><li><a href="/sample_series/add/">add sample series</a></li><li><a href="/results/add/">add result</a></li><li><a href="/mysampleseries/">my sample series</a></li><li><a href="/feeds/${user.login}+${feedHash(user)}">news feed</a></li></ul>`;
  return page('Main menu', [links, '<h2>My Samples</h2>', ...blocks, sampleList(loose)].join('\n'));
}

function topicBody(lab: LabState, topicId: number, mine: readonly Sample[]): string {
  const series = lab.series.filter(
    (one) => one.topic === topicId && mine.some((sample) => one.samples.includes(sample.id)),
  );
  const shown = new Set(series.flatMap((one) => one.samples));
  const items = (samples: readonly Sample[]): string =>
    `<ul>${samples.map((sample) => `<li>${sampleLink(sample)}</li>`).join('')}</ul>`;
  const lists = series.map(
    (one) => `<h4>${seriesLink(one)}</h4>${items(mine.filter((sample) => one.samples.includes(sample.id)))}`,
  );
  const others = mine.filter((sample) => sample.topic === topicId && !shown.has(sample.id));
  return lists.join('') + items(others);
}

/** Ten hexadecimal digits that let a feed reader in without a login. */
export function feedHash(user: User): string {
  return createHash('sha1').update(`feed of ${user.login}`).digest('hex').slice(0, 10);
}

/** News of results, Atom 1.0. */
export function newsFeed(exchange: Exchange, login: string, hash: string): Reply {
  const reader = userByLogin(exchange, login);
  if (hash !== feedHash(reader)) throw new PermissionDenied('The hash of the feed is wrong.');
  const { lab, rootUrl } = exchange;
  const entries = lab.results
    .filter((result) => viewsResult({ ...exchange, user: reader }, result))
    .toSorted((a, b) => b.lastModifiedMs - a.lastModifiedMs)
    .slice(0, 20)
    .map((result) => {
      const author = lab.users.find((user) => user.id === result.operator)?.fullName ?? '';
      return `<entry><id>${rootUrl}results/${result.id}</id><title>New result: ${escapeHtml(result.title)}</title><updated>${isoUtc(result.lastModifiedMs)}</updated><author><name>${escapeHtml(author)}</name></author><category term="new result"/><link href="${rootUrl}results/${result.id}"/><content type="html">${escapeHtml(`<p>${escapeHtml(result.comments)}</p>`)}</content></entry>`;
    });
  const updated = isoUtc(Math.max(0, ...lab.results.map((result) => result.lastModifiedMs)));
  const body = `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><id>${rootUrl}</id><title>JuliaBase news</title><updated>${updated}</updated>${entries.join('')}</feed>\n`;
  return { status: 200, contentType: 'application/xml', body };
}
