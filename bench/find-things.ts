import { toTree } from '../app/domain/json-tree.ts';
import type { Sample } from '../app/domain/juliabase.ts';

const words = (
  'layer deposition silane hydrogen chamber pressure conductivity activation energy scratched contact pad annealed ' +
  'thickness raman crystallinity substrate glass aluminium evaporated mask cleaned dark photo temperature heater ramp ' +
  'stable noise repeated broken edge wafer transition amorphous microcrystalline doped phosphine diborane helium'
).split(' ');
const classes = ['5-chamber deposition', 'layer thickness measurement', 'PDS measurement', 'conductivity measurement'];

/** Each sample tells of this many things: itself, its processes, and a file of half of them. */
export const thingsPerSample = 1 + classes.length + classes.length / 2;

/** The sample of that number, always the same. */
export function benchSample(index: number): Sample {
  const name = sampleName(index);
  return {
    ...{ id: index + 1, name, currentLocation: `Box ${index % 400}`, responsiblePerson: 'l.brandt' },
    ...{ purpose: phrase(index, 3), tags: [pick(index, 7)], splitOrigin: null, topic: 'Thin film' },
    ...{ lastModifiedUtc: null, otherFields: toTree([]) },
    processes: classes.map((typeName, place) => ({
      ...{ id: index * classes.length + place + 1, typeName, contentType: `Institute | ${typeName}` },
      ...{ timestampUtc: new Date(1.7e12 + index * 6e5).toISOString(), timestampInaccuracy: 0, operator: 'l.brandt' },
      ...{ externalOperator: null, comments: phrase(index * 5 + place, 8), lastModifiedUtc: null, finished: true },
      sampleIds: [index + 1],
      fields: toTree(place % 2 === 0 ? [] : [['raw_datafile', `/raw/2026/${place}_${name}_${index % 97}.dat`]]),
    })),
  };
}

export function sampleName(index: number): string {
  return `${20 + (index % 7)}${'ABCDEFGHKLMNPRST'[index % 16]}-${String(Math.floor(index / 16)).padStart(4, '0')}`;
}

function phrase(seed: number, length: number): string {
  return Array.from({ length }, (_, place) => pick(seed, place)).join(' ');
}

function pick(seed: number, place: number): string {
  // Any mixing that repeats only after more samples than there are.
  const mixed = Math.imul(seed * 31 + place * 101 + 7, 0x9e3779b1) >>> 0;
  return words[mixed % words.length] ?? '';
}
