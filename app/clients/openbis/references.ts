/**
 * The server writes each object once per answer, with an `@id`; wherever it comes again stands the bare integer, also
 * before the object itself, since maps are reordered (protocol 2.2).
 */
const objectSlots: ReadonlySet<string> = new Set(
  `fetchOptions permId identifier id registrator modifier leader owner person creatorPerson user authorizationGroup
  space project experiment sample container type entityType propertyType vocabulary materialType sampleType plugin
  validationPlugin dataStore dataSetId dataSetPermId physicalData linkedData externalDms storageFormat fileFormatType
  locatorType options sort order objects parents children containers components dataSets samples experiments projects
  tags attachments terms propertyAssignments contentCopies roleAssignments users files semanticAnnotations
  deletedObjects materialProperties sampleProperties parentsRelationships childrenRelationships`.split(/\s+/),
);
/** What lies in them are values, however much they look like references. */
const opaque: ReadonlySet<string> = new Set(['properties', 'metaData', 'fetchOptions']);

export interface Resolved {
  /** A graph that may be cyclic: project it into plain values, never serialise it. */
  value: unknown;
  /** Integers in the places of objects that nobody defined; they stay as they are. */
  unresolved: number[];
}

/**
 * Puts the objects where the references to them stand; the given tree is changed.
 * @param root a DTO, a list of DTOs, or a map from ids to DTOs; not for results that are numbers or lists of texts
 */
export function resolveReferences(root: unknown): Resolved {
  const walk = new Walk();
  walk.visit({ root }, true);
  return walk.finish(root);
}

class Walk {
  private readonly defined = new Map<number, object>();
  private readonly holders: (Record<string | number, unknown> | unknown[])[] = [];
  private readonly keys: (string | number)[] = [];

  /** @param inSlot the value stands where objects stand. Depth is limited by who parsed the text. */
  visit(value: object, inSlot: boolean): void {
    if (Array.isArray(value)) this.visitList(value, inSlot);
    // An object that is no list has named fields.
    else this.visitObject(value as Record<string, unknown>, inSlot);
  }

  finish(root: unknown): Resolved {
    const unresolved = new Set<number>();
    for (const [index, holder] of this.holders.entries()) {
      const key = this.keys[index] ?? '';
      // Both kinds of holders take their own kind of key.
      const place = holder as Record<string | number, unknown>;
      const reference = place[key] as number;
      const object = this.defined.get(reference);
      if (object === undefined) unresolved.add(reference);
      else place[key] = object;
    }
    return { value: root, unresolved: [...unresolved] };
  }

  private visitList(list: unknown[], inSlot: boolean): void {
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      if (typeof item === 'object') {
        if (item !== null) this.visit(item, inSlot);
      } else if (inSlot && typeof item === 'number') this.note(list, index);
    }
  }

  private visitObject(object: Record<string, unknown>, inSlot: boolean): void {
    const id = object['@id'];
    const isTyped = '@type' in object;
    if (typeof id === 'number' && isTyped && !this.defined.has(id)) this.defined.set(id, object);
    // An untyped object in a slot is a map: its values are objects, whatever their keys are called.
    const isMap = inSlot && !isTyped;
    for (const key in object) {
      const value = object[key];
      if (typeof value === 'object') {
        if (value === null) continue;
        if (isMap || !opaque.has(key)) this.visit(value, isMap || isSlot(key));
        else if (key === 'fetchOptions') this.collect(value);
      } else if (typeof value === 'number' && (isMap || isSlot(key))) this.note(object, key);
    }
  }

  /** Objects that are defined inside, without looking for references. */
  private collect(value: object): void {
    const { '@id': id } = value as Record<string, unknown>;
    if (typeof id === 'number' && '@type' in value && !this.defined.has(id)) this.defined.set(id, value);
    for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) this.collect(child);
  }

  private note(holder: Record<string, unknown> | unknown[], key: string | number): void {
    this.holders.push(holder);
    this.keys.push(key);
  }
}

function isSlot(key: string): boolean {
  return objectSlots.has(key) || key.endsWith('History');
}
