import type { Pk } from '../../../domain/juliabase.ts';
import type { CallOptions } from '../api.ts';
import type { ProcessClass } from '../institute/process-class.ts';

export type TaskPriority = 'critical' | 'high' | 'normal' | 'low';
export type TaskStatus = 'finished' | 'new' | 'accepted' | 'in progress';

/** A wish that a process be done with samples. */
export interface Task {
  id: Pk;
  /** Name of the class of the process, as in `Process.typeName`. */
  processClass: string;
  status: TaskStatus;
  priority: TaskPriority;
  /** Login name of who asked for it. */
  customer: string;
  /** Login name of who does it; null as long as nobody does. */
  operator: string | null;
  /** Markdown. */
  comments: string;
  sampleIds: Pk[];
  /** Id of the process that was done; null before. */
  finishedProcessId: Pk | null;
  createdUtc: string;
  lastModifiedUtc: string;
}

export interface TaskDraft {
  processClass: ProcessClass;
  /** Default 'normal'. */
  priority?: TaskPriority;
  /** Markdown; default: none. */
  comments?: string;
  /** At least one. */
  sampleIds: readonly Pk[];
}

/** What to change in a task; whatever is absent stays as it is. */
export interface TaskEdit {
  status?: TaskStatus;
  priority?: TaskPriority;
  comments?: string;
  sampleIds?: readonly Pk[];
  /** Login name; null takes the operator off. */
  operator?: string | null;
  /** Null takes the process off. */
  finishedProcessId?: Pk | null;
}

/** The tasks of one class of processes; a user sees those of the lists he or she has chosen. */
export interface TaskList {
  /** Key of the class in forms of tasks and of messages. */
  classId: Pk;
  /** As the page names it, e.g. 'Institute | PDS measurement'; in the language of the user. */
  name: string;
}

/** Tasks (protocol 7). Writing calls have `details.outcome` in their failures. */
export interface TasksArea {
  /**
   * The tasks of the lists the user looks at, by id. Servers before October 2023 have none as data: 'unsupported'.
   * @see protocol 7
   */
  list(options?: CallOptions): Promise<Task[]>;
  /**
   * All lists that can be looked at.
   * @see protocol 7
   */
  lists(options?: CallOptions): Promise<TaskList[]>;
  /**
   * Chooses the lists the user looks at; others are put away.
   * @see protocol 7
   */
  show(classIds: readonly Pk[], options?: CallOptions): Promise<void>;
  /**
   * Adds a task. Samples that are not selectable are put on My Samples for the time of the write.
   * @returns the task; undefined if the user does not look at its list, so that it cannot be read back.
   * @see protocol 7
   */
  add(draft: TaskDraft, options?: CallOptions): Promise<Task | undefined>;
  /**
   * Changes a task of a list the user looks at and reads it back.
   * @throws 'not-found' if it is on none of these lists.
   * @see protocol 7
   */
  edit(id: Pk, edit: TaskEdit, options?: CallOptions): Promise<Task>;
  /**
   * Removes a task; only who asked for it may do that.
   * @see protocol 7
   */
  remove(id: Pk, options?: CallOptions): Promise<void>;
}

/** One piece of news. Server text: never shown as HTML without cleaning. */
export interface FeedEntry {
  id: string;
  title: string;
  updatedUtc: string;
  author: string;
  /** What kind of news it is, e.g. 'new result'. */
  category: string;
  link: string;
  contentHtml: string;
}

/** The user's news (protocol 7); can only be read. */
export interface FeedArea {
  /** The address for feed readers; whoever has it reads the news without a password. */
  address(options?: CallOptions): Promise<string>;
  /** The news, newest first. */
  read(options?: CallOptions): Promise<FeedEntry[]>;
}

export interface StatusDraft {
  level: 'undefined' | 'red' | 'yellow' | 'green';
  /** Markdown. */
  message: string;
  /** Classes of the set-ups it is about; at least one. */
  processClasses: readonly ProcessClass[];
  /** ISO 8601 with zone; default: now. */
  timestampUtc?: string;
  /** ISO 8601 with zone: when what it says begins and ends; default: open. */
  beginUtc?: string;
  endUtc?: string;
}

/** Messages about the state of set-ups (protocol 7); the server shows them on a page only. */
export interface StatusArea {
  /** Adds a message. Failures have `details.outcome`. */
  add(draft: StatusDraft, options?: CallOptions): Promise<void>;
  /** Takes a message back; only its author may do that. The id stands in the address on the page of messages. */
  withdraw(id: Pk, options?: CallOptions): Promise<void>;
}

/** A topic by its key, or a series by its name. */
export type MenuElement = { topicId: Pk } | { series: string };

/**
 * What the user has folded in the main menu of the server (protocol 2.3): samples of a folded topic or series cannot be
 * chosen in forms, whoever sends them.
 */
export interface MainMenuArea {
  isFolded(of: MenuElement, options?: CallOptions): Promise<boolean>;
  /** Folds or unfolds; does nothing if it is so already. */
  fold(of: MenuElement, folded: boolean, options?: CallOptions): Promise<void>;
}
