import { z } from 'zod';
import { ConnectionId, isAside, stamped } from './common.ts';
import { query } from './entry.ts';

const text = z.string();
const timeMs = z.number().nullable().describe('Milliseconds since 1970 UTC');

export const OpenbisLink = z.object({
  permId: text,
  identifier: text.nullable(),
  code: text.nullable(),
  type: text.nullable(),
});
export type OpenbisLink = z.infer<typeof OpenbisLink>;

const recorded = {
  registrator: text.nullable(),
  registeredMs: timeMs,
  modifier: text.nullable(),
  modifiedMs: timeMs,
};

type PropertyValue = string | number | boolean | null | PropertyValue[];
const PropertyValueSchema: z.ZodType<PropertyValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(PropertyValueSchema)]),
);

const described = {
  permId: text,
  code: text,
  type: text.nullable(),
  /** The property `$NAME`. */
  name: text.nullable(),
  properties: z.record(z.string(), PropertyValueSchema),
  tags: z.array(text),
  ...recorded,
};

export const OpenbisSpace = z.object({ code: text, permId: text, description: text.nullable(), ...recorded });
export type OpenbisSpace = z.infer<typeof OpenbisSpace>;

export const OpenbisProject = z.object({
  permId: text,
  identifier: text,
  code: text,
  description: text.nullable(),
  space: text.nullable(),
  leader: text.nullable(),
  ...recorded,
});
export type OpenbisProject = z.infer<typeof OpenbisProject>;

/** What the server calls experiment. */
export const OpenbisCollection = z.object({ ...described, identifier: text, project: text.nullable() });
export type OpenbisCollection = z.infer<typeof OpenbisCollection>;

/** What the server calls sample. */
export const OpenbisObject = z.object({
  ...described,
  identifier: text,
  space: text.nullable(),
  project: text.nullable(),
  collection: OpenbisLink.nullable(),
  container: OpenbisLink.nullable(),
});
export type OpenbisObject = z.infer<typeof OpenbisObject>;

export const OpenbisObjectDetail = OpenbisObject.extend({
  parents: z.array(OpenbisLink),
  children: z.array(OpenbisLink),
  components: z.array(OpenbisLink),
});
export type OpenbisObjectDetail = z.infer<typeof OpenbisObjectDetail>;

const DataSetStatus = z.enum([
  'AVAILABLE',
  'LOCKED',
  'ARCHIVED',
  'UNARCHIVE_PENDING',
  'ARCHIVE_PENDING',
  'BACKUP_PENDING',
]);

export const OpenbisDataSet = z.object({
  ...described,
  kind: z.enum(['PHYSICAL', 'CONTAINER', 'LINK']),
  /** Null for CONTAINER and LINK. */
  physical: z
    .object({
      status: DataSetStatus.nullable(),
      location: text.nullable(),
      shareId: text.nullable(),
      sizeBytes: z.number().nullable(),
      isInArchive: z.boolean(),
    })
    .nullable(),
  /** Where the content of a LINK data set lies: not on the server. */
  copies: z.array(
    z.object({
      dms: text.nullable(),
      dmsAddress: text.nullable(),
      externalCode: text.nullable(),
      path: text.nullable(),
      gitCommitHash: text.nullable(),
      gitRepositoryId: text.nullable(),
    }),
  ),
  dataStore: z.object({ code: text, downloadUrl: text }).nullable(),
  collection: OpenbisLink.nullable(),
  object: OpenbisLink.nullable(),
});
export type OpenbisDataSet = z.infer<typeof OpenbisDataSet>;

export const OpenbisDataSetDetail = OpenbisDataSet.extend({
  parents: z.array(OpenbisLink),
  children: z.array(OpenbisLink),
  containers: z.array(OpenbisLink),
  components: z.array(OpenbisLink),
});
export type OpenbisDataSetDetail = z.infer<typeof OpenbisDataSetDetail>;

export const OpenbisFile = z.object({
  /** As the server tells it, with `/`; never a path of this computer. */
  path: text,
  isFolder: z.boolean(),
  sizeBytes: z.number().nullable(),
  crc32: z.number().nullable(),
  checksum: z.object({ type: text, value: text }).nullable(),
});
export type OpenbisFile = z.infer<typeof OpenbisFile>;

export const OpenbisDataSetType = z.object({
  code: text,
  description: text.nullable(),
  mainFilePattern: text.nullable(),
  mainFilePath: text.nullable(),
  disallowsDeletion: z.boolean(),
  modifiedMs: timeMs,
  validationPlugin: text.nullable(),
  metaData: z.record(z.string(), PropertyValueSchema),
  /** In the order of the form. */
  properties: z.array(
    z.object({
      code: text,
      label: text,
      description: text.nullable(),
      dataType: text,
      isMandatory: z.boolean(),
      /** Computed by the server: to be shown, not to be sent. */
      isComputed: z.boolean(),
      isShownInForms: z.boolean(),
      takesSeveral: z.boolean(),
      section: text.nullable(),
      ordinal: z.number().nullable(),
      vocabulary: text.nullable(),
      terms: z.array(
        z.object({
          code: text,
          label: text.nullable(),
          description: text.nullable(),
          ordinal: z.number().nullable(),
          isOfficial: z.boolean(),
        }),
      ),
    }),
  ),
});
export type OpenbisDataSetType = z.infer<typeof OpenbisDataSetType>;

const refresh = z.boolean().default(false).describe('Ask the server although an answer is kept');
const reference = z.string().trim().min(1).describe('Identifier, permId, or a code that only one has');

const ofConnection = { connectionId: ConnectionId, refresh };
const paging = {
  /** Position of the first, from 0. */
  from: z.number().int().min(0).default(0),
  count: z.number().int().min(0).max(10_000).default(100),
  sort: z.enum(['CODE', 'IDENTIFIER', 'PERM_ID', 'REGISTRATION_DATE', 'MODIFICATION_DATE', 'TYPE']).optional(),
  ascending: z.boolean().optional(),
};

/** All must hold; codes count in any case, `*` and `?` stand for signs. */
const conditions = {
  text: z.string().optional().describe('Words that must all be in some field'),
  code: z.string().optional(),
  type: z.string().optional(),
  properties: z
    .array(
      z.object({
        code: z.string().min(1),
        value: z.string(),
        match: z.enum(['equals', 'contains', 'starts', 'ends', 'pattern']).default('equals'),
      }),
    )
    .optional(),
  tag: z.string().optional(),
  registeredSince: z.iso.date().optional(),
  space: z.string().optional(),
  project: z.string().optional(),
};

const objectConditions = { ...conditions, collection: z.string().optional() };
const dataSetConditions = {
  ...conditions,
  collection: z.string().optional(),
  object: z.string().optional(),
  status: DataSetStatus.optional(),
  childOf: z.string().optional(),
  parentOf: z.string().optional(),
};
/** What objects must fulfil, without the place in the list. */
export const ObjectSearch = z.object(objectConditions);
export const DataSetSearch = z.object(dataSetConditions);

/** What the tree can be filtered by. */
export const OpenbisName = z.object({
  kind: z.enum(['collection', 'object']),
  permId: text,
  identifier: text,
  /** The property `$NAME`. */
  name: text.nullable(),
});
export type OpenbisName = z.infer<typeof OpenbisName>;

function pageOf<T extends z.ZodType>(item: T) {
  return stamped(z.object({ items: z.array(item), from: z.number().int(), totalCount: z.number().int() }));
}

const errors = ['not-found', 'auth-required', 'network', 'timeout', 'remote-failed', 'bad-response'] as const;

export const openbisContract = {
  'openbis.server.get': query({
    title: 'Describe an openBIS server',
    description: 'Version and abilities of the server of a connection',
    input: z.object(ofConnection),
    output: stamped(
      z.object({
        openbisVersion: text.nullable(),
        apiVersion: text.nullable(),
        user: text.nullable(),
        hasPersonalTokens: z.boolean(),
        hasFastDownload: z.boolean(),
      }),
    ),
    errors,
  }),
  'openbis.spaces.list': query({
    title: 'List spaces',
    description: 'All spaces that the user may see',
    input: z.object(ofConnection),
    output: stamped(z.array(OpenbisSpace)),
    errors,
  }),
  'openbis.projects.list': query({
    title: 'List projects',
    description: 'Projects of a space, or all that the user may see',
    input: z.object({ ...ofConnection, space: z.string().optional() }),
    output: stamped(z.array(OpenbisProject)),
    errors,
  }),
  'openbis.collections.search': query({
    title: 'Search collections',
    description: 'Collections (experiments) that fit all conditions, in pages',
    input: z.object({ ...ofConnection, ...paging, ...conditions }),
    output: pageOf(OpenbisCollection),
    errors,
  }),
  'openbis.collections.get': query({
    title: 'Describe a collection',
    description: 'One collection (experiment) with its properties',
    input: z.object({ ...ofConnection, reference }),
    output: stamped(OpenbisCollection),
    errors,
  }),
  'openbis.objects.search': query({
    title: 'Search objects',
    description: 'Objects (samples) that fit all conditions, in pages',
    input: z.object({ ...ofConnection, ...paging, ...objectConditions, isAside }),
    output: pageOf(OpenbisObject),
    errors,
  }),
  'openbis.objects.get': query({
    title: 'Describe an object',
    description: 'One object (sample) with its properties, parents and children',
    input: z.object({ ...ofConnection, reference }),
    output: stamped(OpenbisObjectDetail),
    errors,
  }),
  'openbis.names.list': query({
    title: 'List names of collections and objects',
    description: 'Identifiers and names of all collections and objects, to be filtered while somebody types',
    input: z.object(ofConnection),
    output: stamped(
      z.object({
        names: z.array(OpenbisName),
        /** False: the server has more objects than are listed, and none of them is here. */
        hasObjects: z.boolean(),
      }),
    ),
    errors,
  }),
  'openbis.data-sets.search': query({
    title: 'Search datasets',
    description: 'Datasets that fit all conditions, newest first, in pages',
    input: z.object({ ...ofConnection, ...paging, ...dataSetConditions, isAside }),
    output: pageOf(OpenbisDataSet),
    errors,
  }),
  'openbis.data-sets.get': query({
    title: 'Describe a dataset',
    description: 'One dataset with its properties, parents and children',
    input: z.object({ ...ofConnection, permId: z.string().trim().min(1) }),
    output: stamped(OpenbisDataSetDetail),
    errors,
  }),
  'openbis.data-sets.files': query({
    title: 'List files of a dataset',
    description: 'All files and folders of a dataset with sizes and checksums, as the server tells them',
    input: z.object({ ...ofConnection, permId: z.string().trim().min(1) }),
    output: stamped(z.array(OpenbisFile)),
    errors,
  }),
  'openbis.types.list': query({
    title: 'List dataset types',
    description: 'Dataset types with their properties, vocabularies and terms',
    input: z.object(ofConnection),
    output: stamped(z.array(OpenbisDataSetType)),
    errors,
  }),
};
