import { z } from 'zod';
import { changeOf, Nothing } from './common.ts';
import { Connection } from './connections.ts';
import { command, query, stream } from './entry.ts';
import { News } from './news.ts';

export const Settings = z.object({
  colorScheme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  language: z.enum(['system', 'en', 'de']).default('system').describe('Language of the window'),
  singleKeys: z.boolean().default(true).describe('Single-letter shortcuts in lists and figures'),
  cacheLimitMb: z.number().int().min(20).max(100_000).default(500),
  desktopNotifications: z.boolean().default(true),
  notifyOfJobs: z.boolean().default(true).describe('Notifications of long jobs that ended'),
  notifyOfQuestions: z.boolean().default(true).describe('Notifications of what waits for an answer'),
  notifyOfQueries: z.boolean().default(true).describe('Notifications of saved queries whose answer has changed'),
  checkForUpdates: z.boolean().default(false).describe('Looks for a new version once a day'),
  updateFeed: z.string().max(2000).default('').describe('Address of the signed feed of new versions'),
});
export type Settings = z.infer<typeof Settings>;

export const Message = z.object({
  id: z.number().int(),
  level: z.enum(['info', 'warn', 'bad']),
  text: z.string(),
  remedy: z.string().nullable(),
  code: z.string().nullable(),
  source: z.string().nullable(),
  /** Of a job that failed, which the list of jobs tells as well. */
  jobId: z.string().nullable(),
  timeUtc: z.string(),
});
export type Message = z.infer<typeof Message>;

export const LogEntry = z.object({
  timeUtc: z.iso.datetime(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  text: z.string(),
  /** What belongs to it, as JSON; secrets were never written. */
  fields: z.string(),
});
export type LogEntry = z.infer<typeof LogEntry>;

export const AppEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stale'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('message'), message: Message }),
  z.object({ kind: z.literal('news'), news: News }),
]);
export type AppEvent = z.infer<typeof AppEvent>;

export const appContract = {
  'app.info': query({
    title: 'About this Quarry',
    description: 'Version, folders and what this computer offers',
    input: Nothing,
    output: z.object({
      version: z.string(),
      home: z.string(),
      /** Where kept passwords go; memory means they are gone when Quarry ends. */
      secretsWhere: z.enum(['key-store', 'memory']),
      demo: z.enum(['unavailable', 'stopped', 'running']),
      /** No connection has ever been made in this data folder. */
      firstStart: z.boolean(),
      cacheBytes: z.number(),
    }),
  }),
  'app.demo.start': command({
    title: 'Start the demo',
    description: 'Starts the embedded demo server and connects to it',
    input: z.object({ user: z.string().optional() }),
    output: z.object({
      connection: Connection,
      series: z.array(z.string()),
      users: z.array(z.object({ user: z.string(), note: z.string() })),
    }),
    stale: ['connections.*', 'app.info', 'drms.*', 'transfers.list'],
    errors: ['unsupported', 'storage'],
  }),
  'app.settings.get': query({
    title: 'Settings',
    description: 'The settings of this data folder',
    input: Nothing,
    output: Settings,
  }),
  'app.settings.set': command({
    title: 'Change settings',
    description: 'Changes the given settings',
    input: changeOf(Settings),
    output: Settings,
    stale: ['app.settings.get'],
  }),
  'app.workspace.get': query({
    title: 'Workspace',
    description: 'The layout of panels as it was left',
    input: Nothing,
    output: z.object({ layout: z.json().nullable() }),
  }),
  'app.workspace.set': command({
    title: 'Keep the workspace',
    description: 'Keeps the layout of panels',
    input: z.object({ layout: z.json() }),
    output: Nothing,
  }),
  'app.cache.clear': command({
    title: 'Clear kept answers',
    description: 'Forgets all kept answers of servers; nothing at a server changes',
    input: Nothing,
    output: z.object({ freedBytes: z.number() }),
    stale: ['app.info', 'juliabase.*'],
  }),
  'app.log': query({
    title: 'Read the log',
    description: 'Lines of the log of this data folder, newest first; the end of the file is looked at',
    input: z.object({
      text: z.string().default('').describe('Words that must all be in a line'),
      leastLevel: LogEntry.shape.level.default('info'),
      count: z.number().int().min(1).max(5000).default(500),
    }),
    output: z.object({ path: z.string(), entries: z.array(LogEntry) }),
    errors: ['storage'],
  }),
  'app.messages.list': query({
    title: 'Messages',
    description: 'What went wrong or ended since Quarry started, newest first',
    input: Nothing,
    output: z.array(Message),
  }),
  'app.events': stream({
    title: 'Events',
    description: 'Which answers became stale, and messages as they come',
    input: Nothing,
    output: AppEvent,
  }),
};
