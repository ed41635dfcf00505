import type { Entity } from '../model/entities.ts';
import { arrange } from '../search/arrange.ts';
import { Dto, type Value } from '../wire/dto.ts';
import { type Input, type InputObject, isObject } from '../wire/input.ts';
import { mayRead } from './read-rights.ts';
import type { Related, View } from './shape.ts';
import { shapeOf } from './shapes.ts';

/**
 * Makes the objects of one answer. With `dedupe` an entity is one object wherever it stands, with all relations that were asked
 * for at any of these places; without, it is a new one at each place.
 */
export class Presenter {
  private readonly view: View;
  private readonly dedupe: boolean;
  private readonly known = new Map<Entity, Dto>();
  private readonly filled = new Map<InputObject, Set<Entity>>();

  constructor(view: View, dedupe: boolean) {
    this.view = view;
    this.dedupe = dedupe;
  }

  present(entity: Entity, options: Input): Dto {
    const wanted = isObject(options) ? options : {};
    const dto = this.dtoOf(entity, wanted);
    if (this.isNew(entity, wanted)) this.fill(dto, entity, wanted);
    return dto;
  }

  private fill(dto: Dto, entity: Entity, options: InputObject): void {
    for (const [name, relation] of Object.entries(shapeOf(entity).relations)) {
      const nested = options[name];
      // Copies are part of the linked data themselves.
      if (isObject(nested) || name === 'contentCopies')
        dto.fields[name] = this.related(relation(entity, this.view), nested);
    }
  }

  private related(related: Related, options: Input): Value {
    if (related === null) return null;
    if (isList(related)) {
      const visible = related.filter((one) => mayRead(this.view.person, one));
      return arrange(visible, options).map((one) => this.present(one, options));
    }
    if (isEntity(related)) return mayRead(this.view.person, related) ? this.present(related, options) : null;
    return { ...related };
  }

  private dtoOf(entity: Entity, options: InputObject): Dto {
    const known = this.dedupe ? this.known.get(entity) : undefined;
    if (known !== undefined) return known;
    const { type, fields, relations } = shapeOf(entity);
    const empty = Object.fromEntries(Object.keys(relations).map((name) => [name, null]));
    const dto = new Dto(type, { fetchOptions: this.echo(options), ...fields(entity, this.view), ...empty });
    this.known.set(entity, dto);
    return dto;
  }

  /** Entities lead back to each other, so each is followed once for the same options. */
  private isNew(entity: Entity, options: InputObject): boolean {
    if (!this.dedupe) return true;
    const done = this.filled.get(options) ?? new Set();
    this.filled.set(options, done);
    if (done.has(entity)) return false;
    done.add(entity);
    return true;
  }

  /** Every object tells what was asked for, each for itself: its readers do not expect a number here. */
  private echo(options: InputObject): Dto | null {
    if (typeof options['@type'] !== 'string') return null;
    const nested = Object.entries(options).filter(([, value]) => isObject(value));
    return new Dto(options['@type'], {
      ...{ from: null, count: null, sort: null },
      ...Object.fromEntries(nested.map(([name, value]) => [name, isObject(value) ? this.echo(value) : null])),
    });
  }
}

function isList(related: Related): related is readonly Entity[] {
  return Array.isArray(related);
}

function isEntity(related: Related): related is Entity {
  return typeof related === 'object' && related !== null && 'kind' in related;
}
