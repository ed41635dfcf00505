import { colorTables, scalings } from '../../domain/drms/pictures.ts';
import { findStep } from '../../domain/drms/processing.ts';
import { processingSteps } from '../../domain/drms/processing-steps.ts';
import { DrmsError } from './drms-error.ts';
import type { Parameters } from './requests.ts';

export const exportMethods = ['url_quick', 'url', 'url-tar'] as const;
export type ExportMethod = (typeof exportMethods)[number];
export const exportProtocols = ['as-is', 'fits', 'jpg', 'mpg', 'mp4'] as const;
export type ExportProtocol = (typeof exportProtocols)[number];

/** Options of one step, in the order in which they are sent. */
export type StepOptions = Readonly<Record<string, string | number>>;

/** An export in the server's words; everything but the record set is checked and canonical. */
export interface ExportWishes {
  recordSet: string;
  /** A registered e-mail address. */
  notify: string;
  /** Default 'url_quick'. */
  method?: string;
  /** Default 'as-is'. */
  protocol?: string;
  /**
   * For images and movies: `ct` color table and `scaling`, in any letter case (default `grey.sao`, `MINMAX`), `size`
   * reduction 1, 2, 4 or 8 (default 1), `min` and `max` of the values.
   */
  protocolArguments?: Readonly<Record<string, string | number>>;
  /** Template of file names; absent or null leaves it to the server. */
  fileNameFormat?: string | null;
  /** Most records wanted; default 0 = all. */
  recordLimit?: number;
  /** Steps by name. */
  process?: Readonly<Record<string, StepOptions>>;
  /** Default: the part of the address before `@`; false leaves it out. */
  requester?: string | false;
}

/**
 * Parameters of `exp_request` in the reference client's order (protocol 2.7).
 * @throws DrmsError 'invalid-input' for an unknown method, protocol, argument or step
 */
export function exportParameters(wishes: ExportWishes): Parameters {
  const protocol = protocolOf(wishes.protocol ?? 'as-is');
  const method = methodOf(wishes.method ?? 'url_quick', protocol);
  const requester = wishes.requester ?? wishes.notify.split('@')[0] ?? '';
  return [
    ['op', 'exp_request'],
    ['format', 'json'],
    ['ds', wishes.recordSet],
    ['notify', wishes.notify],
    ['method', method],
    ['protocol', protocolText(protocol, wishes.protocolArguments)],
    ...(wishes.fileNameFormat == null ? [] : [['filenamefmt', wishes.fileNameFormat] as const]),
    // The name of this parameter is `process=n`, with the equals sign.
    ['process=n', processText(wishes.recordLimit ?? 0, wishes.process ?? {})],
    ...(requester === false || requester === '' ? [] : [['requester', requester] as const]),
  ];
}

/** Quick exports deliver files as they are; with any other protocol the server has to work first. */
export function methodOf(method: string, protocol: ExportProtocol): ExportMethod {
  const known = exportMethods.find((one) => one === method.toLowerCase());
  if (known === undefined)
    throw invalid(`Method ${method} is not supported, valid methods are: ${exportMethods.join(', ')}`);
  return known === 'url_quick' && protocol !== 'as-is' ? 'url' : known;
}

export function protocolOf(protocol: string): ExportProtocol {
  const known = exportProtocols.find((one) => one === protocol.toLowerCase());
  if (known === undefined)
    throw invalid(`Protocol ${protocol} is not supported, valid protocols are: ${exportProtocols.join(', ')}`);
  return known;
}

/** Protocol with its arguments; unknown ones, and any for protocols without images, are refused. */
export function protocolText(
  protocol: ExportProtocol,
  given: Readonly<Record<string, string | number>> | undefined,
): string {
  const isImage = protocol === 'jpg' || protocol === 'mpg' || protocol === 'mp4';
  if (!isImage) {
    if (given !== undefined && Object.keys(given).length > 0)
      throw invalid(`protocol_args not supported for protocol ${protocol}`);
    return protocol;
  }
  const { ct, scaling, size, min, max } = protocolArguments(given ?? {});
  const limits = [min === undefined ? '' : `,min=${shortG(min)}`, max === undefined ? '' : `,max=${shortG(max)}`].join(
    '',
  );
  return `${protocol},CT=${ct},scaling=${scaling},size=${size}${limits}`;
}

function protocolArguments(given: Readonly<Record<string, string | number>>): {
  ct: string;
  scaling: string;
  size: number;
  min: number | undefined;
  max: number | undefined;
} {
  const entries = new Map<string, string | number>();
  for (const [key, value] of Object.entries(given)) {
    const name = key.toLowerCase() === 'ct' ? 'ct' : key;
    if (!['ct', 'scaling', 'size', 'min', 'max'].includes(name)) throw invalid(`Unknown protocol argument: ${key}`);
    entries.set(name, value);
  }
  const number = (name: string): number | undefined => {
    const value = entries.get(name);
    if (value === undefined) return undefined;
    const parsed = typeof value === 'number' ? value : Number(value.trim() === '' ? Number.NaN : value);
    if (!Number.isFinite(parsed)) throw invalid(`The protocol argument ${name} must be a number, not ${value}`);
    return parsed;
  };
  return {
    ct: oneOf(colorTables, `${entries.get('ct') ?? 'grey.sao'}`, 'color table'),
    scaling: oneOf(scalings, `${entries.get('scaling') ?? 'MINMAX'}`, 'scaling'),
    size: Math.trunc(number('size') ?? 1),
    min: number('min'),
    max: number('max'),
  };
}

/** As `%g` of C prints it, so that requests are those of the reference client; with all digits where six are too few. */
function shortG(value: number): string {
  if (Number(value.toPrecision(6)) !== value) return String(value);
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function oneOf(known: readonly string[], wanted: string, what: string): string {
  const found = known.find((one) => one.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw invalid(`${wanted} is no ${what}; known are: ${known.join(', ')}`);
  return found;
}

/** `<n>|step,k=v,k=v`; a step without options keeps its comma, as the reference client sends it. */
export function processText(recordLimit: number, steps: Readonly<Record<string, StepOptions>>): string {
  const texts = Object.entries(steps).map(([step, options]) => {
    if (findStep(step) === undefined)
      throw invalid(
        `${step} is not one of the allowed processing options: [${processingSteps.map(({ name }) => name).join(', ')}]`,
      );
    return `${step},${Object.entries(options)
      .map(([key, value]) => `${key}=${value}`)
      .join(',')}`;
  });
  return [`${Math.trunc(recordLimit)}`, ...texts].join('|');
}

/**
 * Template of names that are unique per record and segment (protocol 5.1).
 * @param primeKeys with their types
 */
export function fileNameTemplate(series: string, primeKeys: readonly { name: string; isTime: boolean }[]): string {
  const name = series.toLowerCase();
  if (primeKeys.length === 0) return `${name}.{recnum:%lld}.{segment}`;
  return `${name}.${primeKeys.map((key) => `{${key.name}${key.isTime ? ':A' : ''}}`).join('.')}.{segment}`;
}

function invalid(message: string): DrmsError {
  return new DrmsError('invalid-input', message, null, { remedy: 'Correct the export.' });
}
