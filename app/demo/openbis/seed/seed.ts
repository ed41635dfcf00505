import { Registry } from '../store/registry.ts';
import { SeedBuilder } from './builder.ts';
import { type SpecialDataSets, seedDataSets } from './datasets.ts';
import { seedLab } from './lab.ts';
import { seedPeople } from './people.ts';
import { seedTypes } from './types.ts';

export interface SeedWishes {
  /** Objects beyond the usual ones, in `/LAB/BULK/SERIES`. */
  extraObjects: number;
  /** Of each of the 500 files. */
  seriesFileBytes: number;
}

/** The same laboratory every time. */
export function seedRegistry({ extraObjects, seriesFileBytes }: SeedWishes): [Registry, SpecialDataSets] {
  const registry = new Registry();
  registry.persons.push(...seedPeople());
  const [registrator] = registry.persons;
  if (registrator === undefined) throw new Error('There is nobody.');
  const registrationMs = Date.UTC(2021, 0, 4, 8);
  for (const code of ['DSS1', 'AFS'])
    registry.dataStores.push({ kind: 'dataStore', code, downloadUrl: '', registrationMs });
  seedTypes(registry, registrator);
  const builder = new SeedBuilder(registry, registrator);
  return [registry, seedDataSets(builder, seedLab(builder, extraObjects), seriesFileBytes)];
}
