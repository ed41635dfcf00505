import { createHash } from 'node:crypto';
import { type Exchange, escapeHtml, page, type Reply } from './exchange.ts';
import { seesTopic, userByLogin, viewsResult } from './rights.ts';

/** Part of the address of a person's news feed; whoever knows it may read the feed. */
export function feedHash(login: string): string {
  return createHash('sha1').update(`feed of ${login}`).digest('hex').slice(0, 10);
}

const longestFeed = 20;

/** Atom 1.0 with the newest results that the person may view; readable without login. */
export function newsFeed(exchange: Exchange, login: string, hash: string): Reply {
  const user = userByLogin(exchange, login);
  if (hash !== feedHash(login)) return page('Access denied', '<p>You gave an invalid feed hash.</p>', 401);
  const results = exchange.lab.results
    .filter((result) => viewsResult({ ...exchange, user }, result))
    .toSorted((a, b) => b.lastModifiedMs - a.lastModifiedMs)
    .slice(0, longestFeed);
  const time = (timeMs: number): string => new Date(timeMs).toISOString();
  const entries = results.map(
    (result) => `<entry><id>tag:demo,2026:results/${result.id}</id><title>${escapeHtml(result.title)}</title>
<updated>${time(result.lastModifiedMs)}</updated><category term="new result"/><link href="/results/${result.id}"/>
<content type="html">${escapeHtml(`<p>${escapeHtml(result.comments)}</p>`)}</content></entry>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:demo,2026:${escapeHtml(login)}</id><title>JuliaBase news for ${escapeHtml(user.fullName)}</title>
<updated>${time(results[0]?.lastModifiedMs ?? exchange.nowMs)}</updated>
${entries.join('\n')}
</feed>
`;
  return { status: 200, contentType: 'application/xml', body };
}

export function about(): Reply {
  return page('About', '<p>JuliaBase 1.1, demo data. Django 5.0, Python 3.11.</p>');
}

export function statistics({ lab }: Exchange): Reply {
  const counts = [
    ['users', lab.users.length],
    ['samples', lab.samples.length],
    ['sample series', lab.series.length],
    ['processes', lab.processes.length],
    ['results', lab.results.length],
  ] as const;
  const items = counts.map(([what, count]) => `<li>${count} ${what}</li>`);
  return page('Statistics', `<ul>${items.join('')}</ul>`);
}

export function markdownHelp(): Reply {
  return page('Markdown', '<p>Comments are written in Markdown. Images and underlined headings are not allowed.</p>');
}

/** Full names are found here only. */
export function userDetails(exchange: Exchange, login: string): Reply {
  const user = userByLogin(exchange, login);
  const department =
    user.department === null ? '' : `<tr><th>department</th><td>${escapeHtml(user.department)}</td></tr>`;
  return page(
    user.fullName,
    `<table><tr><th>login name</th><td>${escapeHtml(user.login)}</td></tr>${department}</table>`,
  );
}

export function topicList({ lab, user }: Exchange): Reply {
  const items = lab.topics
    .filter((topic) => seesTopic(user, topic))
    .map((topic) => `<li>${escapeHtml(topic.name)}</li>`);
  return page('List of topics', `<ul>${items.join('')}</ul>`);
}

export function externalOperatorList({ lab, user }: Exchange): Reply {
  const items = lab.externalOperators
    .filter((one) => user.isAdmin || !one.confidential || one.contacts.includes(user.id))
    .map((one) => `<li>${escapeHtml(one.name)}</li>`);
  return page('External operators', `<ul>${items.join('')}</ul>`);
}
