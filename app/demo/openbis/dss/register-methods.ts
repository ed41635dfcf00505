import type { Waits } from '../../http/waits.ts';
import type { DataSet, Experiment, Sample } from '../model/entities.ts';
import { checkedProperties } from '../model/property-values.ts';
import { mayRead } from '../present/read-rights.ts';
import { permId } from '../present/shape.ts';
import { type Desk, type Methods, requireText, requireWriter, type SignedIn, signedIn } from '../rpc/desk.ts';
import { requireType } from '../rpc/required.ts';
import type { Content } from '../store/content.ts';
import { requireById } from '../store/find.ts';
import { registerDataSet, uploadedContent } from '../store/register.ts';
import type { UploadedEntry, Workspaces } from '../store/workspaces.ts';
import { UserFailure } from '../wire/failures.ts';
import { type Input, type InputObject, listOf, objectOf } from '../wire/input.ts';
import { checkedUploadId } from './upload-path.ts';

/** Turns what was uploaded into a dataset. Asked twice, it makes two where it can. */
export function registerMethods(desk: Desk, workspaces: Workspaces, waits: Waits): Methods {
  return {
    createUploadedDataSet: signedIn(desk, async ([input], call) => {
      await waits.wait(desk.settings.registrationMs);
      // A dropbox may refuse, and says nothing about it.
      if (call.fault?.name === 'rejected') return null;
      const creation = objectOf(input, 'Creation');
      requireWriter(call.person, 'createUploadedDataSet');
      const uploadId = checkedUploadId(requireText(creation.uploadId, 'Upload id'));
      const made = registerDataSet(desk.registry, {
        ...{ kind: 'PHYSICAL', code: null, components: [] },
        ...readCreation(desk, creation, call),
        content: takeUpload(desk, workspaces, uploadId, call),
        confirmedMs: call.nowMs + desk.settings.confirmationMs,
      });
      return permId('as.dto.dataset.id.DataSetPermId', made.code);
    }),
  };
}

type Common = Pick<
  Parameters<typeof registerDataSet>[1],
  'type' | 'sample' | 'experiment' | 'parents' | 'properties' | 'person' | 'nowMs'
>;

/** What all ways of creating a dataset have in common. */
export function readCreation({ registry }: Desk, creation: InputObject, { person, nowMs }: SignedIn): Common {
  const visible = <E extends DataSet | Sample | Experiment>(all: readonly E[]): E[] =>
    all.filter((one) => mayRead(person, one));
  const type = requireType(registry.dataSetTypes, creation.typeId, 'Data set type');
  const optional = <E extends Sample | Experiment>(all: readonly E[], id: Input, what: string): E | null =>
    id === null || id === undefined ? null : requireById(visible(all), id, what);
  return {
    ...{ type, person, nowMs },
    sample: optional(registry.samples, creation.sampleId, 'Sample'),
    experiment: optional(registry.experiments, creation.experimentId, 'Experiment'),
    parents: listOf(creation.parentIds).map((id) => requireById(visible(registry.dataSets), id, 'Parent data set')),
    properties: checkedProperties(type, creation.properties),
  };
}

/** The workspace of newer servers, where an upload is one file or one folder; or what came by the older servlet. */
function takeUpload(desk: Desk, workspaces: Workspaces, uploadId: string, { session }: SignedIn): Content {
  const { files, shared } = workspaces.of(session.token);
  const inside = `${uploadId}/`;
  const own = desk.settings.registersWorkspace ? [...files.values()].filter(({ path }) => path.startsWith(inside)) : [];
  if (own.length > 0) {
    const entries = own.map(({ path, blob }) => ({ path: path.slice(inside.length), blob }));
    const children = topNames(entries);
    if (children.size !== 1)
      throw new UserFailure(`Upload '${uploadId}' must hold exactly one file or folder, but holds ${children.size}.`);
    for (const { path } of own) files.delete(path);
    return uploadedContent(entries);
  }
  const entries = [...(shared.get(uploadId)?.values() ?? [])];
  if (entries.length === 0) throw new UserFailure(`No uploaded files found for upload id '${uploadId}'.`);
  shared.delete(uploadId);
  return uploadedContent(entries, topNames(entries).size === 1 ? '' : 'upload/');
}

function topNames(entries: readonly UploadedEntry[]): Set<string> {
  return new Set(entries.map(({ path }) => path.replace(/\/.*$/s, '')));
}
