import { type Instant, nanosecondsPerSecond, scaleDecimal } from './instant.ts';

/** A length of time, or a number of slots of the key it is used with (unit `u`). */
export type Duration = { kind: 'time'; nanoseconds: Instant } | { kind: 'slots'; slots: number };

export type DurationUnit = 's' | 'm' | 'h' | 'd' | 'u';

const secondsOfUnit = { s: 1n, m: 60n, h: 3600n, d: 86_400n };

/** For menus and completions, coarsest last. */
export const durationUnits: readonly { unit: DurationUnit; name: string }[] = [
  { unit: 's', name: 'seconds' },
  { unit: 'm', name: 'minutes' },
  { unit: 'h', name: 'hours' },
  { unit: 'd', name: 'days' },
  { unit: 'u', name: 'slots' },
];

/**
 * Reads `3m`, `1d`, `300.0s`, `10u`; a number without a unit counts seconds.
 *
 * @returns `null` if the text is not a duration.
 */
export function parseDuration(text: string): Duration | null {
  const match = /^([+-]?[\d.]+(?:e[+-]?\d+)?)([smhdu]?)$/i.exec(text.trim());
  if (!match) return null;
  const [, amount = '', unitText = ''] = match;
  const unit = (unitText.toLowerCase() || 's') as DurationUnit; // the pattern allows no other letter
  if (unit === 'u') {
    const slots = Number(amount);
    return Number.isFinite(slots) ? { kind: 'slots', slots } : null;
  }
  const nanoseconds = scaleDecimal(amount, secondsOfUnit[unit] * nanosecondsPerSecond);
  return nanoseconds === null ? null : { kind: 'time', nanoseconds };
}

/** In the coarsest unit that gives a whole number: 5400 s is `90m`, 0.5 s is `0.5s`. */
export function formatDuration(duration: Duration): string {
  if (duration.kind === 'slots') return `${duration.slots}u`;
  const { nanoseconds } = duration;
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const size = secondsOfUnit[unit] * nanosecondsPerSecond;
    if (nanoseconds !== 0n && nanoseconds % size === 0n) return `${nanoseconds / size}${unit}`;
  }
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const text = size.toString().padStart(10, '0');
  const decimals = text.slice(-9).replace(/0+$/, '');
  return `${nanoseconds < 0n ? '-' : ''}${text.slice(0, -9)}${decimals ? `.${decimals}` : ''}s`;
}
