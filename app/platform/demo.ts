/** The embedded demo servers, as the core asks its host for them. */
export interface DemoStarter {
  /** Starts them once; later calls give the same. */
  start(): Promise<RunningDemo>;
  close(): Promise<void>;
}

export interface RunningDemo {
  /** Ends in a slash. */
  url: string;
  /** The one of the story comes first. */
  users: { user: string; password: string; note: string }[];
  series: string[];
  /** Root of the demo DRMS server; ends in a slash. */
  drmsUrl: string;
  /** Origin of the demo openBIS, without a slash at its end; the user of the story comes first. */
  openbis: { url: string; users: { user: string; password: string; note: string }[] };
  /** Where the raw data files are that the demo server names by relative paths. */
  filesFolder: string;
}
