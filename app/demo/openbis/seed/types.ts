import type { EntityType, Person, Plugin, PropertyType, Vocabulary } from '../model/entities.ts';
import type { Registry } from '../store/registry.ts';

const registrationMs = Date.UTC(2021, 1, 1, 8);

/** Vocabularies, property types and the types of objects, collections and datasets. */
export function seedTypes(registry: Registry, registrator: Person): void {
  registry.vocabularies.push(
    vocabulary(registrator, 'INSTRUMENTS', 'Instruments of the laboratory', [
      ['XRD', 'X-ray diffractometer'],
      ['SEM', 'Scanning electron microscope'],
      ['RAMAN', 'Raman microscope'],
      ['IV', 'Solar simulator'],
      ['LAB_CAMERA', 'Camera on the bench', false],
    ]),
    vocabulary(registrator, 'COLORS', 'Colours of dyes', [
      ['RED', 'Red'],
      ['GREEN', 'Green'],
      ['BLUE', 'Blue'],
    ]),
  );
  registry.propertyTypes.push(...propertyTypes(registry, registrator));
  const age: Plugin = { kind: 'plugin', name: 'DAYS_SINCE_MEASUREMENT', pluginType: 'DYNAMIC_PROPERTY' };
  registry.plugins.push(age);
  const type = typeMaker(registry, registrator, age);
  registry.dataSetTypes.push(
    type('dataSetType', 'RAW_DATA', 'Data as the instrument wrote them', '$NAME NOTES INSTRUMENT REPETITIONS'),
    type('dataSetType', 'UNKNOWN', 'Anything', ''),
    type('dataSetType', 'ATTACHMENT', 'Files that belong to an object', '$NAME NOTES'),
    type('dataSetType', 'PROCESSED_DATA', 'Results', '$NAME NOTES TEMPERATURE'),
    type('dataSetType', 'ANALYSIS_NOTEBOOK', 'Notebook with what it needs', '$NAME NOTES'),
    type(
      ...(['dataSetType', 'MEASUREMENT', 'A measurement, fully described'] as const),
      '$NAME METHOD! INSTRUMENT! REPETITIONS TEMPERATURE MEASURED_ON DELIVERED CHECKED DOI SETTINGS RAW_XML CHANNELS GAINS LABELS TIMES AGE~',
    ),
  );
  registry.sampleTypes.push(
    type('sampleType', 'UNKNOWN', 'Anything', ''),
    type('sampleType', 'SOLAR_CELL', 'A cell on its substrate', '$NAME COLOR THICKNESS'),
    type('sampleType', 'CHEMICAL', 'What stands on the shelf', '$NAME NOTES'),
    type('sampleType', 'EXPERIMENTAL_STEP', 'What was done', '$NAME NOTES FINISHED_FLAG'),
  );
  registry.experimentTypes.push(
    type('experimentType', 'DEFAULT_EXPERIMENT', 'An experiment', '$NAME NOTES'),
    type('experimentType', 'COLLECTION', 'Things kept together', '$NAME'),
    type('experimentType', 'UNKNOWN', 'Anything', ''),
  );
}

type Term = readonly [code: string, label: string, official?: boolean];

function vocabulary(registrator: Person, code: string, description: string, terms: readonly Term[]): Vocabulary {
  const dates = { registrationMs, modificationMs: registrationMs, modifier: registrator };
  const made: Vocabulary = {
    ...{ kind: 'vocabulary', code, description, chosenFromList: true, terms: [], registrator },
    ...dates,
  };
  made.terms = terms.map(([term, label, official = true], index) => ({
    ...{ kind: 'vocabularyTerm', vocabulary: made, code: term, label, description: '', ordinal: index + 1, official },
    ...{ registrator, registrationMs },
  }));
  return made;
}

/** Code, data type, label; a vocabulary has another name than its property. */
const properties: readonly (readonly [string, string, string, string?])[] = [
  ['$NAME', 'VARCHAR', 'Name'],
  ['NOTES', 'MULTILINE_VARCHAR', 'Notes'],
  ['INSTRUMENT', 'CONTROLLEDVOCABULARY', 'Instrument', 'INSTRUMENTS'],
  ['COLOR', 'CONTROLLEDVOCABULARY', 'Colour', 'COLORS'],
  ['REPETITIONS', 'INTEGER', 'Repetitions'],
  ['TEMPERATURE', 'REAL', 'Temperature in K'],
  ['THICKNESS', 'REAL', 'Thickness in nm'],
  ['METHOD', 'VARCHAR', 'Method'],
  ['MEASURED_ON', 'TIMESTAMP', 'Measured on'],
  ['DELIVERED', 'DATE', 'Delivered'],
  ['CHECKED', 'BOOLEAN', 'Checked'],
  ['FINISHED_FLAG', 'BOOLEAN', 'Finished'],
  ['DOI', 'HYPERLINK', 'Publication'],
  ['SETTINGS', 'JSON', 'Settings of the instrument'],
  ['RAW_XML', 'XML', 'Protocol of the instrument'],
  ['CHANNELS', 'ARRAY_INTEGER', 'Channels'],
  ['GAINS', 'ARRAY_REAL', 'Gains'],
  ['LABELS', 'ARRAY_STRING', 'Labels'],
  ['TIMES', 'ARRAY_TIMESTAMP', 'Times'],
  ['AGE', 'VARCHAR', 'Days since the measurement'],
];

function propertyTypes({ vocabularies }: Registry, registrator: Person): PropertyType[] {
  return properties.map(([code, dataType, label, terms]) => ({
    ...{ kind: 'propertyType', code, label, description: label, dataType, registrator, registrationMs },
    vocabulary: vocabularies.find((one) => one.code === terms) ?? null,
  }));
}

/** Codes with `!` are mandatory, with `~` computed. */
function typeMaker(
  { propertyTypes: known }: Registry,
  registrator: Person,
  dynamic: Plugin,
): (kind: EntityType['kind'], code: string, description: string, assigned: string) => EntityType {
  return (kind, code, description, assigned) => {
    const made: EntityType = { kind, code, description, assignments: [], validationPlugin: null, modificationMs: 0 };
    made.modificationMs = registrationMs;
    const codes = assigned.split(' ').filter((one) => one !== '');
    made.assignments = codes.map((marked, index) => {
      const propertyType = known.find((one) => one.code === marked.replace(/[!~]$/, ''));
      if (propertyType === undefined) throw new Error(`There is no property type ${marked}.`);
      const marks = { mandatory: marked.endsWith('!'), plugin: marked.endsWith('~') ? dynamic : null };
      const place = { section: index < 3 ? 'General' : 'Details', ordinal: index + 1 };
      return {
        kind: 'propertyAssignment',
        entityType: made,
        propertyType,
        ...marks,
        ...place,
        registrator,
        registrationMs,
      };
    });
    return made;
  };
}
