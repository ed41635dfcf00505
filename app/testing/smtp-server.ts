import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header and body as they came, without the dot at the end. */
  text: string;
  /** User and password, if they were given. */
  login: string | null;
}

export interface SmtpServer {
  port: number;
  mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** A mail server on this computer that keeps what it is given and sends nothing on. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void serve(socket, mails);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    mails,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(socket: Socket, mails: ReceivedMail[]): Promise<void> {
  const say = (line: string): boolean => socket.write(`${line}\r\n`);
  let mail: ReceivedMail = { from: '', to: [], text: '', login: null };
  let content: string[] | undefined;
  say('220 ready');
  socket.on('error', () => undefined);
  for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (content !== undefined) {
      if (line !== '.') content.push(line.startsWith('..') ? line.slice(1) : line);
      else {
        mails.push({ ...mail, text: content.join('\n') });
        content = undefined;
        say('250 kept');
      }
      continue;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') say('250-here\r\n250 AUTH PLAIN');
    else if (verb === 'AUTH') {
      const [, user = '', password = ''] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0');
      mail = { ...mail, login: `${user}:${password}` };
      say('235 welcome');
    } else if (verb === 'MAIL') {
      mail = { ...mail, from: between(line), to: [] };
      say('250 go on');
    } else if (verb === 'RCPT') {
      mail.to.push(between(line));
      say('250 go on');
    } else if (verb === 'DATA') {
      content = [];
      say('354 give it');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say('250 well');
  }
}

function between(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}
