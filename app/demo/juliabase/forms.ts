import { all, type Exchange, lastOf } from './exchange.ts';
import type { Process, Result } from './model.ts';
import { readTimestamp } from './times.ts';

const choiceError = 'Select a valid choice. That choice is not one of the available choices.';

/** Collects the errors of one form, field by field, as the page lists them. */
export class FormReader {
  readonly problems: [string, string[]][] = [];
  private readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  fail(label: string, message: string): void {
    this.problems.push([label, [message]]);
  }

  text(name: string, label: string, maxLength: number, required: boolean): string {
    const value = (lastOf(this.exchange.form, name) ?? '').trim();
    if (required && value === '') this.fail(label, 'This field is required.');
    else if (value.length > maxLength)
      this.fail(label, `Ensure this value has at most ${maxLength} characters (it has ${value.length}).`);
    return value;
  }

  /** Comments must be Markdown without images and setext headings. */
  markdown(name: string, label: string, required: boolean): string {
    const value = (lastOf(this.exchange.form, name) ?? '').trim();
    if (required && value === '') this.fail(label, 'This field is required.');
    const lines = value.split(/\r\n|\r|\n/);
    if (/(^|[^\\])!\[/.test(value)) this.fail(label, 'You must not use image syntax in Markdown markup.');
    if (lines.length > 1 && /^(-+|=+)$/.test(lines.at(-1) ?? ''))
      this.fail(label, 'You must not use headings in Markdown markup.');
    return value.replaceAll('\r\n', '\n');
  }

  timestamp(): { timestampMs: number; inaccuracy: number } {
    const timestampMs = this.moment('timestamp', 'Timestamp');
    const inaccuracy = lastOf(this.exchange.form, 'timestamp_inaccuracy');
    if (inaccuracy === undefined || !/^[0-6]$/.test(inaccuracy))
      this.fail('Timestamp inaccuracy', 'This field is required.');
    return { timestampMs, inaccuracy: Number(inaccuracy ?? 0) };
  }

  /** A time that is not ahead of the server's. */
  moment(name: string, label: string): number {
    const { form, nowMs, timezone } = this.exchange;
    const text = (lastOf(form, name) ?? '').trim();
    const timeMs = readTimestamp(text, timezone);
    if (text === '') this.fail(label, 'This field is required.');
    else if (timeMs === undefined) this.fail(label, 'Enter a valid date/time.');
    else if (timeMs > nowMs + 60_000) this.fail(label, 'The timestamp must not be in the future.');
    else if (new Date(timeMs).getUTCFullYear() < 1900) this.fail(label, 'The year must be greater than 1900.');
    return timeMs ?? nowMs;
  }

  /** Non-admins name themselves by `combined_operator`, admins anybody by `operator`; if both are there they must agree. */
  operator(previous: Process | Result | null): { operator: number; externalOperator: number | null } {
    const { form, lab, user } = this.exchange;
    const combined = this.combinedOperator(previous);
    if (!user.isAdmin) {
      if (combined === undefined) this.fail('Operator', 'This field is required.');
      return combined ?? { operator: user.id, externalOperator: null };
    }
    const operator = Number(this.text('operator', 'Operator', 20, true));
    const isKnown = lab.users.some((one) => one.id === operator && (one.isActive || one.id === previous?.operator));
    if (!isKnown) this.fail('Operator', choiceError);
    if (combined !== undefined && combined.operator !== operator)
      this.fail('Operator', "Your operator and combined operator didn't match.");
    const external = lastOf(form, 'external_operator') ?? '';
    const contact = lab.externalOperators.find((one) => String(one.id) === external);
    if (external !== '' && contact === undefined) this.fail('External operator', choiceError);
    return { operator, externalOperator: contact?.id ?? combined?.externalOperator ?? null };
  }

  /** The own id, `extern-<id>` of a contact, or whoever it was before. */
  private combinedOperator(
    previous: Process | Result | null,
  ): { operator: number; externalOperator: number | null } | undefined {
    const { form, lab, user } = this.exchange;
    const text = lastOf(form, 'combined_operator') ?? '';
    if (text === '') return undefined;
    const external = /^extern-(\d+)$/.exec(text)?.[1];
    if (external === undefined) {
      const isAllowed = user.isAdmin || text === String(user.id) || text === String(previous?.operator);
      if (!isAllowed) this.fail('Operator', choiceError);
      return { operator: Number(text), externalOperator: null };
    }
    const contact = lab.externalOperators.find((one) => String(one.id) === external);
    const isContact = contact?.contacts.includes(user.id) === true || contact?.id === previous?.externalOperator;
    if (contact === undefined || !(user.isAdmin || isContact)) this.fail('Operator', choiceError);
    return { operator: user.id, externalOperator: Number(external) };
  }

  /** One of the given texts. */
  choice(name: string, label: string, choices: readonly string[], required: boolean): string {
    const value = this.text(name, label, 200, required);
    if (value !== '' && !choices.includes(value)) this.fail(label, choiceError);
    return value;
  }

  /** A number, or null if it may be left out. */
  number(name: string, label: string, required: boolean): number | null {
    const value = this.text(name, label, 40, required);
    if (value === '') return null;
    const parsed = Number(value);
    if (!Number.isFinite(parsed)) this.fail(label, 'Enter a number.');
    return parsed;
  }

  samples(name: string, label: string, selectable: ReadonlySet<number>): number[] {
    const ids = [...new Set(all(this.exchange.form, name))].map(Number);
    for (const id of ids) {
      if (!selectable.has(id)) this.fail(label, `Select a valid choice. ${id} is not one of the available choices.`);
    }
    return ids;
  }

  editDescription(): void {
    this.markdown('edit_description-description', 'Edit description', true);
  }
}
