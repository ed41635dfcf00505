import { type Exchange, escapeHtml, page, type Reply } from './exchange.ts';
import { seesTopic, userByLogin } from './rights.ts';

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
