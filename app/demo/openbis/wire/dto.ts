/** What an answer is made of. Only a `Dto` counts as an object of its own: lists and maps are written wherever they stand. */
export type Value = null | string | number | boolean | Dto | readonly Value[] | { readonly [key: string]: Value };

export class Dto {
  /** Without the Java package, such as `as.dto.space.Space`. */
  readonly type: string;
  readonly fields: Map<string, Value>;

  constructor(type: string, fields: Readonly<Record<string, Value>>) {
    this.type = type;
    this.fields = new Map(Object.entries(fields));
  }
}

/**
 * The first time an object is met it is written in full with its number, later as that number alone, wherever it stands: also in
 * a list of found objects, if it was met before as the parent of another one.
 */
export function writeAnswer(value: Value): string {
  const numbers = new Map<Dto, number>();
  const write = (one: Value): string => {
    if (one === null || typeof one !== 'object') return JSON.stringify(one);
    if (one instanceof Dto) return writeDto(one);
    // Array.isArray does not narrow a readonly array.
    if (Array.isArray(one)) return `[${(one as readonly Value[]).map(write).join(',')}]`;
    return `{${Object.entries(one).map(writeField).join(',')}}`;
  };
  const writeField = ([key, field]: readonly [string, Value]): string => `${JSON.stringify(key)}:${write(field)}`;
  const writeDto = (dto: Dto): string => {
    const known = numbers.get(dto);
    if (known !== undefined) return String(known);
    const number = numbers.size + 1;
    numbers.set(dto, number);
    const head = `{"@type":${JSON.stringify(dto.type)},"@id":${number}`;
    return `${head}${[...dto.fields].map((field) => `,${writeField(field)}`).join('')}}`;
  };
  return write(value);
}
