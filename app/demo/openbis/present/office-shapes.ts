import { createHash } from 'node:crypto';
import type { AccessToken, Deletion } from '../model/entities.ts';
import { Dto, type Value } from '../wire/dto.ts';
import { permId, type Shape } from './shape.ts';

export const accessToken: Shape<AccessToken> = {
  type: 'as.dto.pat.PersonalAccessToken',
  fields: ({ permId: secret, sessionName, validFromMs, validToMs, registrationMs, accessMs }) => ({
    permId: permId('as.dto.pat.id.PersonalAccessTokenPermId', secret),
    hash: createHash('sha256').update(secret).digest('hex'),
    sessionName,
    validFromDate: validFromMs,
    validToDate: validToMs,
    accessDate: accessMs,
    registrationDate: registrationMs,
    modificationDate: registrationMs,
  }),
  relations: { owner: ({ owner }) => owner, registrator: ({ owner }) => owner, modifier: ({ owner }) => owner },
};

export const deletion: Shape<Deletion> = {
  type: 'as.dto.deletion.Deletion',
  fields: ({ techId, reason, deleted, registrationMs }) => ({
    id: new Dto('as.dto.deletion.id.DeletionTechId', { techId, id: techId }),
    reason,
    deletionDate: registrationMs,
    totalDatasetsCount: deleted.filter(({ kind }) => kind === 'dataSet').length,
    totalSamplesCount: deleted.filter(({ kind }) => kind === 'sample').length,
    totalExperimentsCount: deleted.filter(({ kind }) => kind === 'experiment').length,
    deletedObjects: deleted.map(deletedObject),
  }),
  relations: {},
};

function deletedObject(entity: Deletion['deleted'][number]): Value {
  const ids = { dataSet: 'as.dto.dataset.id.DataSetPermId', sample: 'as.dto.sample.id.SamplePermId' };
  const id = entity.kind === 'dataSet' ? entity.code : entity.permId;
  const type = entity.kind === 'experiment' ? 'as.dto.experiment.id.ExperimentPermId' : ids[entity.kind];
  return new Dto('as.dto.deletion.DeletedObject', { id: permId(type, id) });
}
