import type { Entity } from '../model/entities.ts';
import { experiment, person, project, sample, space, tag } from './browse-shapes.ts';
import {
  contentCopy,
  dataSet,
  dataSetFile,
  dataStore,
  externalDms,
  linkedData,
  physicalData,
} from './dataset-shapes.ts';
import { accessToken, deletion } from './office-shapes.ts';
import type { Shape, Shapes } from './shape.ts';
import {
  dataSetType,
  experimentType,
  plugin,
  propertyAssignment,
  propertyType,
  sampleType,
  vocabulary,
  vocabularyTerm,
} from './type-shapes.ts';

const shapes: Shapes = {
  ...{ person, space, project, experiment, sample, tag },
  ...{ dataSet, physicalData, linkedData, contentCopy, externalDms, dataStore, dataSetFile },
  ...{ dataSetType, sampleType, experimentType, propertyAssignment, propertyType, vocabulary, vocabularyTerm, plugin },
  ...{ accessToken, deletion },
};

export function shapeOf<E extends Entity>({ kind }: E): Shape<E> {
  // The table has the shape of each kind under its name; the compiler cannot follow from value to type.
  return shapes[kind] as unknown as Shape<E>;
}
