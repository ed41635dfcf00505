import type { CallPlace } from './envelope.ts';
import { type Fields, idText, textOf } from './fields.ts';
import type { Collection, LabObject, LabObjectDetail, Project, Space } from './model.ts';
import { codeOf, describedOf, identifierOf, linkOf, linksOf, neededText, personName, recordedOf } from './reader.ts';

export function spaceOf(one: Fields, at: CallPlace): Space {
  const code = neededText(textOf(one.code), 'code of a space', at);
  return {
    code,
    permId: idText(one.permId, 'permId') ?? code,
    description: textOf(one.description),
    ...recordedOf(one),
  };
}

export function projectOf(one: Fields, at: CallPlace): Project {
  return {
    permId: neededText(idText(one.permId, 'permId'), 'id of a project', at),
    identifier: neededText(identifierOf(one), 'identifier of a project', at),
    code: neededText(textOf(one.code), 'code of a project', at),
    description: textOf(one.description),
    space: codeOf(one.space),
    leader: personName(one.leader),
    ...recordedOf(one),
  };
}

export function collectionOf(one: Fields, at: CallPlace): Collection {
  return {
    permId: neededText(idText(one.permId, 'permId'), 'id of a collection', at),
    identifier: neededText(identifierOf(one), 'identifier of a collection', at),
    project: identifierOf(one.project),
    ...describedOf(one, neededText(textOf(one.code), 'code of a collection', at)),
  };
}

export function objectOf(one: Fields, at: CallPlace): LabObject {
  return {
    permId: neededText(idText(one.permId, 'permId'), 'id of an object', at),
    identifier: neededText(identifierOf(one), 'identifier of an object', at),
    space: codeOf(one.space),
    project: identifierOf(one.project),
    collection: linkOf(one.experiment),
    container: linkOf(one.container),
    ...describedOf(one, neededText(textOf(one.code), 'code of an object', at)),
  };
}

export function objectDetailOf(one: Fields, at: CallPlace): LabObjectDetail {
  return {
    ...objectOf(one, at),
    parents: linksOf(one.parents),
    children: linksOf(one.children),
    components: linksOf(one.components),
  };
}
