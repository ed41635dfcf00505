import { all, type Exchange, first } from './exchange.ts';
import { readTimestamp } from './times.ts';

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
    const value = (first(this.exchange.form, name) ?? '').trim();
    if (required && value === '') this.fail(label, 'This field is required.');
    else if (value.length > maxLength)
      this.fail(label, `Ensure this value has at most ${maxLength} characters (it has ${value.length}).`);
    return value;
  }

  /** Comments must be Markdown without images and setext headings. */
  markdown(name: string, label: string, required: boolean): string {
    const value = (first(this.exchange.form, name) ?? '').trim();
    if (required && value === '') this.fail(label, 'This field is required.');
    const lines = value.split(/\r\n|\r|\n/);
    if (/(^|[^\\])!\[/.test(value)) this.fail(label, 'You must not use image syntax in Markdown markup.');
    if (lines.length > 1 && /^(-+|=+)$/.test(lines.at(-1) ?? ''))
      this.fail(label, 'You must not use headings in Markdown markup.');
    return value.replaceAll('\r\n', '\n');
  }

  timestamp(): { timestampMs: number; inaccuracy: number } {
    const { form, nowMs, timezone } = this.exchange;
    const timestampMs = readTimestamp(first(form, 'timestamp') ?? '', timezone);
    if (timestampMs === undefined) this.fail('Timestamp', 'Enter a valid date/time.');
    else if (timestampMs > nowMs + 60_000) this.fail('Timestamp', 'The timestamp must not be in the future.');
    else if (timestampMs < Date.UTC(1900, 0, 1)) this.fail('Timestamp', 'The year must be greater than 1900.');
    const inaccuracy = first(form, 'timestamp_inaccuracy');
    if (inaccuracy === undefined || !/^[0-6]$/.test(inaccuracy))
      this.fail('Timestamp inaccuracy', 'This field is required.');
    return { timestampMs: timestampMs ?? nowMs, inaccuracy: Number(inaccuracy ?? 0) };
  }

  /** Non-admins name themselves by `combined_operator`, admins anybody by `operator`. */
  operator(previous: number | null): { operator: number; externalOperator: number | null } {
    const { form, lab, user } = this.exchange;
    const combined = first(form, 'combined_operator');
    const external = /^extern-(\d+)$/.exec(combined ?? '')?.[1];
    if (external !== undefined) {
      const contact = lab.externalOperators.find((one) => one.id === Number(external));
      if (contact === undefined || !(user.isAdmin || contact.contacts.includes(user.id)))
        this.fail('Operator', 'Select a valid choice.');
      return { operator: user.id, externalOperator: Number(external) };
    }
    const named = combined ?? (user.isAdmin ? first(form, 'operator') : undefined);
    if (named === undefined || named === '') {
      this.fail('Operator', 'This field is required.');
      return { operator: user.id, externalOperator: null };
    }
    const id = Number(named);
    const allowed = user.isAdmin ? lab.users.some((one) => one.id === id) : id === user.id || id === previous;
    if (!allowed) this.fail('Operator', 'Select a valid choice. That choice is not one of the available choices.');
    return { operator: id, externalOperator: null };
  }

  samples(name: string, label: string, selectable: ReadonlySet<number>): number[] {
    const ids = all(this.exchange.form, name).map(Number);
    for (const id of ids) {
      if (!selectable.has(id)) this.fail(label, `Select a valid choice. ${id} is not one of the available choices.`);
    }
    return ids;
  }

  editDescription(): void {
    this.markdown('edit_description-description', 'Edit description', true);
  }
}
