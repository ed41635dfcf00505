import { AppError } from '../../contract/app-error.ts';

export function portOption(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new AppError('invalid-input', `${JSON.stringify(text)} is no port.`, {
    remedy: 'Give a number from 0 to 65535; 0 is any free one.',
  });
}
