import type { Person } from '../model/entities.ts';

const registrationMs = Date.UTC(2021, 0, 4, 8);

/** The one of the story comes first. */
export function seedPeople(): Person[] {
  const make = (fields: Omit<Person, 'kind' | 'password' | 'registrationMs'>): Person => {
    return { kind: 'person', password: fields.userId, registrationMs, ...fields };
  };
  return [
    make({
      ...{ userId: 'demo', firstName: 'Ada', lastName: 'Demo', role: 'user', spaces: 'all' },
      note: 'registers in all spaces: the story works as her',
    }),
    make({
      ...{ userId: 'admin', firstName: 'Ines', lastName: 'Admin', role: 'admin', spaces: 'all' },
      note: 'administrator',
    }),
    make({
      ...{ userId: 'observer', firstName: 'Olaf', lastName: 'Observer', role: 'observer' },
      ...{ spaces: ['DEFAULT', 'LAB'], note: 'may only look, and not into MATERIALS' },
    }),
    make({
      ...{ userId: 'eva-maria.o-neil', firstName: 'Eva-Maria', lastName: 'O’Neil', role: 'user' },
      ...{ spaces: ['LAB'], note: 'sees LAB only; a name with hyphens' },
    }),
  ];
}
