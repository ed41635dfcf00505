import { AppError } from '../../contract/app-error.ts';

export function primaryKeyOption(text: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id) && id > 0) return id;
  throw new AppError('invalid-input', `${JSON.stringify(text)} is no id.`, { remedy: 'Give a whole number above 0.' });
}

export function primaryKeysOption(text: string): number[] {
  return text.split(',').map((part) => primaryKeyOption(part.trim()));
}

export function numberOption(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new AppError('invalid-input', `${JSON.stringify(text)} is no number.`, { remedy: 'Give a number, e.g. 2.35.' });
}

export function integerOption(text: string): number {
  const value = numberOption(text);
  if (Number.isInteger(value)) return value;
  throw new AppError('invalid-input', `${JSON.stringify(text)} is no whole number.`, {
    remedy: 'Give a whole number.',
  });
}
