import type { z } from 'zod';
import type { Connection } from '../../contract/connections.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Client } from '../../rpc/client.ts';
import type { Statuses } from './api-failure.ts';
import type { NotebookFolder } from './notebook-folder.ts';
import type { UploadJobs } from './upload-jobs.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What routes work with. */
export interface Desk {
  client: Client<Contract>;
  notebooks: NotebookFolder;
  uploads: UploadJobs;
}

export interface RouteCall<Query, Body> {
  /** Decoded, in the order of the path. */
  parameters: string[];
  query: Query;
  body: Body;
  desk: Desk;
  /** To openBIS servers. */
  connections: readonly Connection[];
  /** Aborted when the caller has left. */
  signal: AbortSignal;
}

interface Definition<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
  method: Method;
  /** Below the base path, the usual spelling first, such as `openbis/conn/{name}`. */
  paths: readonly [string, ...string[]];
  summary: string;
  query?: Query;
  body?: Body;
  answer: Answer;
  /** Documented failures by status. */
  failures?: Readonly<Record<number, string>>;
  /** Where a failure of the core has another status than usual. */
  statuses?: Statuses;
  /** Failures always bring a list of errors. */
  listsErrors?: boolean;
  run(call: RouteCall<z.output<Query>, z.output<Body>>): Promise<z.output<Answer>>;
}

/** One call of the API: what it takes, answers and does. Routing and description are made from it. */
export interface Route extends Definition<z.ZodType, z.ZodType, z.ZodType> {
  // Parsed with the route's own schemas before it runs.
  run(call: RouteCall<never, never>): Promise<unknown>;
}

export function route<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
>(definition: Definition<Query, Body, Answer>): Route {
  return definition;
}
