import { RequestError } from '../request-error.ts';
import type { ProcessingStep } from './rows.ts';

/** The parameters of a request, read and checked as far as that goes without looking at records. */
export interface ExportWish {
  spec: string;
  address: string;
  method: string;
  protocol: string;
  fileNames: string;
  steps: ProcessingStep[];
  /** The step parameter as it came: part of what makes requests equal. */
  process: string;
  /** First or last n records. */
  recordLimit: number;
  sizeRatio: number;
  omitsQuality: boolean;
  testMode: boolean;
}

const methods = ['url_quick', 'url', 'url-tar', 'url_direct', 'ftp', 'ftp-tar'];
const protocols = ['as-is', 'su-as-is', 'fits', 'jpg', 'png', 'mpg', 'mp4'];
const longestSpec = 8192;
const usualFileNames = '{seriesname}.{recnum:%d}.{segment}';

export function readWish(given: ReadonlyMap<string, string>): ExportWish {
  const parameters = new Map([...given].map(([name, value]) => [name, cleanArgument(value)]));
  const spec = parameters.get('ds') ?? '';
  if (spec.length > longestSpec) throw refused(`Record-set query is longer than ${longestSpec} characters.`);
  const method = (parameters.get('method') ?? 'url').toLowerCase();
  if (!methods.includes(method)) throw refused(`Unsupported export method '${method}'.`);
  const protocol = parameters.get('protocol') ?? 'as-is';
  if (!protocols.includes(protocolName(protocol))) throw refused(`Unsupported export protocol '${protocol}'.`);
  const process = processText(parameters);
  const [count = '0', ...steps] = process.split('|');
  return {
    spec,
    address: parameters.get('notify') ?? '',
    method,
    protocol,
    fileNames: (parameters.get('filenamefmt') ?? usualFileNames).replaceAll(' ', ''),
    steps: steps.map(readStep),
    process,
    recordLimit: Number(count) || 0,
    sizeRatio: Number(parameters.get('sizeratio') ?? 1) || 1,
    omitsQuality: parameters.get('q') === '1',
    testMode: parameters.get('t') === '1',
  };
}

export function protocolName(protocol: string): string {
  return (protocol.split(',')[0] ?? '').toLowerCase();
}

function cleanArgument(value: string): string {
  if (value.includes(';')) throw refused("Illegal text in arg: ';' not allowed");
  if ((value.match(/'/g) ?? []).length % 2 === 1) throw refused('Illegal text in arg: unbalanced quote');
  return value.replaceAll("'", '"');
}

/** Clients send a parameter named `process=n`, the web page one named `process` whose value begins with `n=`. */
function processText(parameters: ReadonlyMap<string, string>): string {
  return parameters.get('process=n') ?? (parameters.get('process') ?? '').replace(/^n=/, '');
}

/** `im_patch,t=0,x=-517.2`; what is wrong is left out silently. */
function readStep(text: string): ProcessingStep {
  const [name = '', ...options] = text.split(',');
  const pairs = options.filter((option) => option.includes('=')).map((option) => option.split(/=(.*)/s, 2));
  return { name, options: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])) };
}

export function refused(message: string): RequestError {
  return new RequestError(message, 4);
}
