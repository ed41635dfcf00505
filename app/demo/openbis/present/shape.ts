import type { Entity, EntityOf, Kind, Person, Properties } from '../model/entities.ts';
import type { Registry } from '../store/registry.ts';
import { Dto, type Value } from '../wire/dto.ts';

/** For whom and when something is shown. */
export interface View {
  person: Person;
  nowMs: number;
  registry: Registry;
}

/** What a fetch option adds: other entities, or a map of texts. */
export type Related = Entity | readonly Entity[] | Properties | null;

/** How entities of a kind look on the wire. */
export interface Shape<E extends Entity> {
  /** Without the Java package. */
  type: string;
  fields(entity: E, view: View): Record<string, Value>;
  /** By name of the fetch option, which is also that of the field; not asked for, the field is null. */
  relations: Readonly<Record<string, (entity: E, view: View) => Related>>;
}

export type Shapes = { readonly [K in Kind]: Shape<EntityOf<K>> };

export function permId(type: string, id: string): Dto {
  return new Dto(type, { permId: id });
}

/** Fields and relations that all registered things have. */
export function dates(entity: { registrationMs: number; modificationMs: number }): Record<string, Value> {
  return { registrationDate: entity.registrationMs, modificationDate: entity.modificationMs };
}

export const people = {
  registrator: (entity: { registrator: Person }): Related => entity.registrator,
  modifier: (entity: { modifier: Person }): Related => entity.modifier,
};
