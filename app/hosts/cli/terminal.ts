import { createInterface } from 'node:readline/promises';
import { pipeline } from 'node:stream/promises';
import { isatty } from 'node:tty';

/** Where a command writes and what it may ask: data to stdout, talk to stderr. */
export interface Terminal {
  data(text: string): void;
  /** As they are, e.g. of a file. */
  bytes(pieces: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  talk(text: string): void;
  /** One line that is written over by the next; nothing when stderr is not a terminal. */
  progress(text: string): void;
  /** Takes the progress line away. */
  endProgress(): void;
  /** The first line of stdin; for `--password-stdin`. */
  readLine(): Promise<string>;
  /** Asks for a line; undefined when there is nobody to ask. */
  ask(question: string): Promise<string | undefined>;
  /** Asks without echo; undefined when there is nobody to ask. */
  askSecret(question: string): Promise<string | undefined>;
}

export function createTerminal(): Terminal {
  const isTerminal = isatty(2);
  let hasProgress = false;
  const clear = (): void => {
    if (hasProgress) process.stderr.write('\r\u001b[K');
    hasProgress = false;
  };
  return {
    data(text) {
      clear();
      process.stdout.write(`${text}\n`);
    },
    async bytes(pieces) {
      clear();
      // Waits where whoever reads is slower.
      await pipeline(pieces instanceof Uint8Array ? [pieces] : pieces, process.stdout, { end: false });
    },
    talk(text) {
      clear();
      process.stderr.write(`${text}\n`);
    },
    progress(text) {
      if (!isTerminal) return;
      clear();
      process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
      hasProgress = true;
    },
    endProgress: clear,
    readLine: readFirstLine,
    ask: (question) => (isatty(0) && isTerminal ? readAnswer(question) : Promise.resolve(undefined)),
    askSecret: (question) => (isatty(0) && isTerminal ? readHidden(question) : Promise.resolve(undefined)),
  };
}

async function readFirstLine(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (chunk.includes(10)) break;
  }
  return (Buffer.concat(chunks).toString('utf8').split('\n')[0] ?? '').replace(/\r$/, '');
}

async function readAnswer(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new AbortController();
  // Ctrl-C and the end of the input; otherwise the question would stand for ever.
  lines.once('SIGINT', () => ended.abort());
  lines.once('close', () => ended.abort());
  try {
    return await lines.question(question, { signal: ended.signal });
  } finally {
    lines.close();
  }
}

function readHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  return new Promise((resolve, reject) => {
    let secret = '';
    const finish = (): void => {
      stdin.off('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
    };
    const onData = (chunk: Buffer): void => {
      for (const character of chunk.toString('utf8')) {
        if (character === '\r' || character === '\n') {
          finish();
          resolve(secret);
          return;
        }
        if (character === '\u0003') {
          finish();
          reject(new DOMException('The question was cancelled.', 'AbortError'));
          return;
        }
        secret = character === '\u007f' || character === '\b' ? secret.slice(0, -1) : secret + character;
      }
    };
    stdin.on('data', onData);
  });
}
