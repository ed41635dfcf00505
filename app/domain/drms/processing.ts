import { parseTime } from '../time/parse-time.ts';
import { type ProcessingStep, processingSteps, type StepOption } from './processing-steps.ts';

/** Options of one step by name, as typed; what is not there is left out. */
export type TypedOptions = Readonly<Record<string, string>>;

/** Steps in the order in which the server does them. */
export type TypedSteps = readonly { name: string; options: TypedOptions }[];

export interface StepProblem {
  step: string;
  /** Null: the step itself. */
  option: string | null;
  message: string;
}

/** What is known of the images before the processing; null where it is not. */
export interface ImageFrame {
  width: number;
  height: number;
  arcsecPerPixel: number | null;
  /** Radius of the Sun as seen at the time. */
  solarRadiusArcsec: number | null;
}

export interface ImageSize {
  width: number;
  height: number;
}

/** The Sun as seen from 1 AU. */
const usualSolarRadiusArcsec = 960;

export function findStep(name: string): ProcessingStep | undefined {
  return processingSteps.find((step) => step.name === name);
}

/** Steps that are made for the series. */
export function stepsFor(series: string): ProcessingStep[] {
  return processingSteps.filter((step) => step.series?.test(series.toLowerCase()) ?? true);
}

export function usualOptions({ options }: ProcessingStep): Record<string, string> {
  return Object.fromEntries(options.map(({ name, usual }) => [name, usual]));
}

/** Options that mean something with the others as they are. */
export function askedOptions(step: ProcessingStep, typed: TypedOptions): StepOption[] {
  return step.options.filter(
    ({ onlyWith }) => onlyWith === undefined || onlyWith.values.includes(typed[onlyWith.option] ?? ''),
  );
}

/**
 * What the server would refuse, ignore without a word, or answer with unprocessed images.
 *
 * @param frame What is known of the images; undefined: sizes are not compared
 */
export function processingProblems(steps: TypedSteps, series: string, frame?: ImageFrame): StepProblem[] {
  return steps.flatMap(({ name, options }, index) => {
    const step = findStep(name);
    const problem = (message: string, option: string | null = null): StepProblem => ({ step: name, option, message });
    if (step === undefined) return [problem(`The server knows no step ${name}.`)];
    if (steps.findIndex((other) => other.name === name) < index)
      return [problem(`${step.title} is there twice; the server does each step once.`)];
    if (!(step.series?.test(series.toLowerCase()) ?? true))
      return [problem(`${step.title} is not made for ${series}.`)];
    const known = new Set(step.options.map((option) => option.name));
    return [
      ...Object.keys(options)
        .filter((option) => !known.has(option))
        .map((option) => problem(`${name} has no option ${option}; the server would ignore it.`, option)),
      ...askedOptions(step, options).flatMap((option) => {
        const message = optionProblem(option, options[option.name] ?? '');
        return message === null ? [] : [problem(message, option.name)];
      }),
      ...(name === 'im_patch' ? cutOutProblems(options, frame).map(([option, text]) => problem(text, option)) : []),
    ];
  });
}

function optionProblem({ label, form, isRequired }: StepOption, typed: string): string | null {
  const text = typed.trim();
  if (text === '') return isRequired ? `${label}: give a value.` : null;
  // They would begin the next option or step.
  if (/[,|;='"]/.test(text)) return `${label}: , | ; = and quotes cannot be sent.`;
  switch (form.kind) {
    case 'number':
      return numberProblem(label, form, text);
    case 'choice':
      return form.choices.some(({ value }) => value === text) ? null : `${label}: ${text} is none of the choices.`;
    case 'time':
      return parseTime(text).kind === 'time' ? null : `${label}: ${text} is no time such as 2016.04.01_12:00_TAI.`;
    case 'text':
      return null;
    default:
      return form satisfies never;
  }
}

function numberProblem(
  label: string,
  { least, most, isWhole }: { least?: number; most?: number; isWhole?: boolean },
  text: string,
): string | null {
  const value = Number(text);
  if (!Number.isFinite(value)) return `${label}: ${text} is no number.`;
  if (isWhole === true && !Number.isInteger(value)) return `${label}: give a whole number.`;
  if (least !== undefined && value < least) return `${label}: give ${least} or more.`;
  if (most !== undefined && value > most) return `${label}: give ${most} or less.`;
  return null;
}

/** The server fails for a place off the disk, and ignores a box that is larger than the image. */
function cutOutProblems(typed: TypedOptions, frame: ImageFrame | undefined): [option: string, message: string][] {
  const { locunits, boxunits } = typed;
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(typed[name] ?? Number.NaN));
  if (x === undefined || y === undefined || width === undefined || height === undefined) return [];
  const problems: [string, string][] = [];
  const radius = frame?.solarRadiusArcsec ?? usualSolarRadiusArcsec;
  if (locunits === 'arcsec' && typed.t !== '1' && Math.hypot(x, y) > radius)
    problems.push([
      'x',
      `This place is off the disk, whose radius is ${Math.round(radius)} arcsec; it cannot be tracked.`,
    ]);
  if (locunits === 'stony' && Math.abs(x) > 90)
    problems.push(['x', 'Stonyhurst longitudes seen from Earth are −90 to 90.']);
  if ((locunits === 'stony' || locunits === 'carrlong') && Math.abs(y) > 90)
    problems.push(['y', 'Latitudes are −90 to 90.']);
  if (locunits === 'carrlong' && (x < 0 || x > 360)) problems.push(['x', 'Carrington longitudes are 0 to 360.']);
  if (boxunits === 'pixels') {
    if (isFraction(width)) problems.push(['width', 'Width: give whole pixels.']);
    if (isFraction(height)) problems.push(['height', 'Height: give whole pixels.']);
  }
  if (frame === undefined) return problems;
  const box = boxInPixels(typed, frame);
  if (box === null) return problems;
  if (box.width > frame.width) problems.push(['width', `The images are ${frame.width} pixels wide.`]);
  if (box.height > frame.height) problems.push(['height', `The images are ${frame.height} pixels high.`]);
  return problems;
}

function isFraction(value: number): boolean {
  return Number.isFinite(value) && !Number.isInteger(value);
}

/** Steps with their options as they are sent: numbers as numbers, nothing that was left empty or is not asked for. */
export function sentProcessing(steps: TypedSteps): Record<string, Record<string, string | number>> {
  return Object.fromEntries(
    steps.map(({ name, options }) => {
      const step = findStep(name);
      const asked = step === undefined ? [] : askedOptions(step, options);
      const sent = asked.flatMap(({ name: option, form }) => {
        const text = (options[option] ?? '').trim();
        return text === '' ? [] : [[option, form.kind === 'number' ? Number(text) : text] as const];
      });
      return [name, Object.fromEntries(sent)];
    }),
  );
}

/** Size of the images after all steps; null where it cannot be told. */
export function processedSize(steps: TypedSteps, frame: ImageFrame): ImageSize | null {
  let size: ImageSize | null = { width: frame.width, height: frame.height };
  for (const { name, options } of steps) {
    if (size === null) return null;
    size = sizeAfter(name, options, { ...frame, ...size });
  }
  return size;
}

function sizeAfter(step: string, typed: TypedOptions, frame: ImageFrame): ImageSize | null {
  const given = (option: string): number | null => {
    const value = Number(typed[option] ?? '');
    return (typed[option] ?? '').trim() !== '' && value > 0 ? value : null;
  };
  const scaled = (factor: number): ImageSize => ({
    width: Math.max(1, Math.round(frame.width * factor)),
    height: Math.max(1, Math.round(frame.height * factor)),
  });
  switch (step) {
    case 'im_patch':
      return boxInPixels(typed, frame);
    case 'rebin': {
      const scale = given('scale');
      return scale === null ? null : scaled(scale);
    }
    case 'resize': {
      if (typed.rescale !== '1') return { width: frame.width, height: frame.height };
      const scale = given('scale_to');
      return scale === null || frame.arcsecPerPixel === null ? null : scaled(frame.arcsecPerPixel / scale);
    }
    case 'Maproj': {
      const [width, height] = [given('cols'), given('rows')];
      return width === null || height === null ? null : { width, height };
    }
    case 'aia_scale_orig':
    case 'aia_scale_aialev1':
    case 'aia_scale_other':
      return { width: given('wide') ?? frame.width, height: given('high') ?? frame.height };
    default:
      return { width: frame.width, height: frame.height };
  }
}

/** Degrees are those of the solar surface at disk centre, where the box is largest. */
function boxInPixels(typed: TypedOptions, frame: ImageFrame): ImageSize | null {
  const [width, height] = [Number(typed.width ?? Number.NaN), Number(typed.height ?? Number.NaN)];
  if (!(width > 0) || !(height > 0)) return null;
  if (typed.boxunits === 'pixels') return { width, height };
  if (frame.arcsecPerPixel === null) return null;
  const arcsec =
    typed.boxunits === 'degrees' ? ((frame.solarRadiusArcsec ?? usualSolarRadiusArcsec) * Math.PI) / 180 : 1;
  const inPixels = (length: number): number => Math.max(1, Math.round((length * arcsec) / (frame.arcsecPerPixel ?? 1)));
  return { width: inPixels(width), height: inPixels(height) };
}
