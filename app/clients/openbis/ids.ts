import type { Tree } from './criteria.ts';
import type { Reference } from './identifiers.ts';

/** Ids as the server takes them (protocol 5). */
export function dataSetId(permId: string): Tree {
  return { '@type': 'as.dto.dataset.id.DataSetPermId', permId };
}

export function entityTypeId(code: string, entityKind: 'DATA_SET' | 'SAMPLE' | 'EXPERIMENT'): Tree {
  return { '@type': 'as.dto.entitytype.id.EntityTypePermId', permId: code, entityKind };
}

export function dataSetFileId(permId: string, filePath: string): Tree {
  return { '@type': 'dss.dto.datasetfile.id.DataSetFilePermId', dataSetId: dataSetId(permId), filePath };
}

/** Of an object or a collection; null for a bare code, which no id knows: it has to be searched. */
export function entityId(kind: 'sample' | 'experiment' | 'project', reference: Reference): Tree | null {
  const name = { sample: 'Sample', experiment: 'Experiment', project: 'Project' }[kind];
  switch (reference.by) {
    case 'identifier':
      return { '@type': `as.dto.${kind}.id.${name}Identifier`, identifier: reference.text };
    case 'permId':
      return { '@type': `as.dto.${kind}.id.${name}PermId`, permId: reference.text };
    case 'code':
      return null;
    default:
      return reference satisfies never;
  }
}
