import { randomUUID } from 'node:crypto';
import type { Settings } from '../contract/app.ts';
import type { Job } from '../contract/jobs.ts';
import type { News } from '../contract/news.ts';

/** Shorter work is still looked at when it ends. */
const longMs = 60_000;

export interface NewsDesk {
  /** A job that ended or waits for an answer. */
  ofJob(job: Job): void;
  /** An item of the outbox that ended or waits for an answer. */
  ofOutbox(title: string, text: string, facts: { needsYou: boolean; createdMs: number }): void;
  /** A saved query that ran by its schedule. */
  ofQuery(queryId: string, name: string, text: string): void;
}

/** Decides what is worth a notification of the desktop; whether somebody looks is seen by the windows. */
export function createNewsDesk(parts: { settings(): Settings; tell(news: News): void; nowMs(): number }): NewsDesk {
  const tell = (about: News['about'], title: string, text: string, address: string | null): void => {
    const { desktopNotifications, notifyOfJobs, notifyOfQuestions, notifyOfQueries } = parts.settings();
    const wanted = { jobs: notifyOfJobs, questions: notifyOfQuestions, queries: notifyOfQueries };
    if (desktopNotifications && wanted[about]) parts.tell({ id: randomUUID(), about, title, text, address });
  };
  return {
    ofJob(job) {
      if (job.status === 'needs-you') tell('questions', job.title, job.question?.text ?? 'It needs you.', placeOf(job));
      else if (job.status !== 'cancelled' && isLong(job))
        tell('jobs', job.title, job.error?.message ?? 'Done.', placeOf(job));
    },
    ofOutbox(title, text, { needsYou, createdMs }) {
      if (needsYou) tell('questions', title, text, '/outbox');
      else if (parts.nowMs() - createdMs > longMs) tell('jobs', title, text, '/outbox');
    },
    ofQuery: (queryId, name, text) => tell('queries', name, text, `/query/${encodeURIComponent(queryId)}`),
  };
}

function isLong({ startedUtc, endedUtc }: Job): boolean {
  return startedUtc !== null && endedUtc !== null && Date.parse(endedUtc) - Date.parse(startedUtc) > longMs;
}

function placeOf({ kind, id }: Job): string | null {
  if (kind === 'publish.run') return `/publish-run/${id}`;
  return kind === 'drms.export' || kind === 'openbis.download' ? '/transfers' : null;
}
