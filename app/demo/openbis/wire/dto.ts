/** What an answer is made of. Only a `Dto` counts as an object of its own: lists and maps are written wherever they stand. */
export type Value = null | string | number | boolean | Dto | readonly Value[] | { readonly [key: string]: Value };

export class Dto {
  /** Without the Java package, such as `as.dto.space.Space`. */
  readonly type: string;
  readonly fields: Record<string, Value>;

  constructor(type: string, fields: Record<string, Value>) {
    this.type = type;
    this.fields = fields;
  }
}

/**
 * The first time an object is met it is written in full with its number, later as that number alone, wherever it stands: also in
 * a list of found objects, if it was met before as the parent of another one.
 */
export function writeAnswer(value: Value): string {
  const writer = new AnswerWriter();
  writer.write(value);
  return writer.text;
}

/** Appends to one text, as answers have up to hundreds of thousands of objects. */
class AnswerWriter {
  text = '';
  private readonly numbers = new Map<Dto, number>();

  write(value: Value): void {
    if (value === null || typeof value !== 'object') this.text += JSON.stringify(value);
    else if (value instanceof Dto) this.writeDto(value);
    // Array.isArray does not narrow a readonly array.
    else if (Array.isArray(value)) this.writeList(value as readonly Value[]);
    else this.writeFields('{', '', value as Readonly<Record<string, Value>>);
  }

  private writeDto(dto: Dto): void {
    const known = this.numbers.get(dto);
    if (known !== undefined) {
      this.text += known;
      return;
    }
    const number = this.numbers.size + 1;
    this.numbers.set(dto, number);
    this.writeFields(`{"@type":"${dto.type}","@id":${number}`, ',', dto.fields);
  }

  private writeList(values: readonly Value[]): void {
    this.text += '[';
    for (let at = 0; at < values.length; at += 1) {
      if (at > 0) this.text += ',';
      this.write(values[at] ?? null);
    }
    this.text += ']';
  }

  private writeFields(head: string, firstSeparator: '' | ',', fields: Readonly<Record<string, Value>>): void {
    this.text += head;
    let separator = firstSeparator;
    for (const name of Object.keys(fields)) {
      this.text += `${separator}${JSON.stringify(name)}:`;
      this.write(fields[name] ?? null);
      separator = ',';
    }
    this.text += '}';
  }
}
