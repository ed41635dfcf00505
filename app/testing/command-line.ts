import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '../hosts/cli/program.ts';
import { sharedParts } from './shared-parts.ts';

export interface CommandEnd {
  code: number;
  /** What was written to stdout, without its last line break. */
  data: string;
  talk: string;
  asked: string[];
}

export interface Person {
  /** By a part of the question, empty for all others; nobody is there to ask if they are left out. */
  answers?: Record<string, string>;
  /** First line of stdin. */
  stdin?: string;
}

/** Runs one command line in this process. */
export async function runCommandLine(
  args: readonly string[],
  { answers, stdin = '' }: Person = {},
): Promise<CommandEnd> {
  const [data, talk, asked]: [string[], string[], string[]] = [[], [], []];
  const ask = async (question: string): Promise<string | undefined> => {
    if (answers === undefined) return undefined;
    asked.push(question);
    return Object.entries(answers).find(([part]) => question.includes(part))?.[1] ?? '';
  };
  const code = await run([...args], {
    signal: new AbortController().signal,
    shared: sharedParts,
    terminal: {
      data: (line) => void data.push(`${line}\n`),
      bytes: async (pieces) => {
        data.push(await text(Readable.from(pieces instanceof Uint8Array ? [pieces] : pieces)));
      },
      talk: (line) => void talk.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
      readLine: async () => stdin,
      ask,
      askSecret: ask,
    },
  });
  process.exitCode = 0;
  return { code, data: data.join('').replace(/\n$/, ''), talk: talk.join('\n'), asked };
}
