import type { Pk, SampleSeries } from '../../domain/juliabase.ts';
import type { WriteOptions } from './api.ts';

/** A series to be added (protocol 4.6). The user is its responsible person. */
export interface SeriesDraft {
  /** The name behind the prefix; at most 50 characters together with it. */
  shortName: string;
  /** What stands before the short name; default `login-YY-`, e.g. `a.lang-27-`. */
  prefix?: string;
  /** Name of the topic. */
  topic: string;
  /** Markdown. */
  description: string;
  /** At least one. */
  sampleIds: readonly Pk[];
}

/** A whole series as it shall be: the server tells nobody what it was, so that nothing can be left out. */
export interface SeriesEdit {
  /** Login name. */
  responsiblePerson: string;
  /** Name of the topic. */
  topic: string;
  /** Text about the series, Markdown. */
  description: string;
  /** Replaces the whole list. */
  sampleIds: readonly Pk[];
  /** What was changed and why, for the notification of others. */
  editDescription: string;
  /** Notify others prominently. Default false. */
  important?: boolean;
}

/** Calls that change series; failures have `details.outcome` as those of samples. */
export interface SeriesChanges {
  /**
   * Adds a series and reads its members back. Samples are put on My Samples for the time of the write.
   * `onOutcome` hears the id 0, since series have none.
   * @throws 'conflict' if there is a series of this name.
   * @see protocol 4.6
   */
  add(draft: SeriesDraft, options?: WriteOptions): Promise<SampleSeries>;
  /**
   * Replaces everything about a series but its name. Only its responsible person and administrators may do that.
   * @see protocol 4.6
   */
  edit(name: string, edit: SeriesEdit, options?: WriteOptions): Promise<SampleSeries>;
}
