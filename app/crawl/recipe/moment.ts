import { UnfitFile } from './template.ts';

const isoDate = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ]+(?<time>.+))?$/;
const dottedDate = /^(?<day>\d\d?)\.(?<month>\d\d?)\.(?<year>\d{4})(?:,?\s+(?<time>.+))?$/;
const timeOfDay = /^(\d\d?):(\d\d)(?::(\d\d)(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * The time that a text tells, as ISO 8601 UTC: `2026-11-21 13:02:00`, `21.11.2026 13:02`, with or without a zone. One
 * without is that of this computer, as instruments write it.
 * @throws UnfitFile for everything else; nothing is guessed
 */
export function readMoment(text: string): string {
  const {
    year = '',
    month = '',
    day = '',
    time = '0:00',
  } = (isoDate.exec(text.trim()) ?? dottedDate.exec(text.trim()))?.groups ?? {};
  const [, hour, minute, second = '00', fraction = '', zone = ''] = timeOfDay.exec(time) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T${hour?.padStart(2, '0')}:${minute}:${second}${fraction.slice(0, 4)}${isoZone(zone)}`);
  // A day that its month does not have would else be one of the next month.
  const isRealDay = new Date(`${date}T00:00Z`).getUTCDate() === Number(day);
  if (Number.isNaN(at.getTime()) || !isRealDay) throw new UnfitFile(`${JSON.stringify(text)} is no time.`);
  return at.toISOString();
}

function isoZone(zone: string): string {
  return zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
}
