import { z } from 'zod';
import { unfitForNames } from './connection-names.ts';

const text = z.string();
const optional = text.nullish();

export const ConnectionView = z.object({
  name: text,
  url: text,
  status: z.enum(['connected', 'not connected']),
  username: text.nullable(),
  password: z.literal('******'),
  isMounted: z.boolean(),
  mountpoint: text.describe('Empty if not mounted'),
});
export type ConnectionView = z.infer<typeof ConnectionView>;

const status = z.literal(200);
const notebookFolder = text.describe('Absolute');

export const ConnectionsAnswer = z.object({
  status,
  connections: z.array(ConnectionView),
  notebook_dir: notebookFolder,
});

export const NewConnection = z.object({
  name: text
    .trim()
    .min(1)
    .max(60)
    .refine((name) => !unfitForNames.test(name), 'It must not hold one of / ? # %.'),
  url: text.trim().min(1),
  username: optional,
  password: optional,
  verify_certificates: z.boolean().nullish().describe('True if not given'),
  http_only: z.boolean().nullish().describe('Allows plain http'),
});

export const ConnectionAnswer = z.object({
  status,
  connection: ConnectionView,
  notebook_dir: notebookFolder,
  noteboook_dir: notebookFolder.describe('As the original spells it'),
});

export const ConnectionChange = z.object({
  name: optional.describe('Only where the path names none'),
  username: optional.describe('The kept one if not given'),
  password: optional.describe('Six asterisks, or nothing, are the kept one'),
  action: z
    .enum(['login', 'logout', 'mount', 'unmount', ''])
    .nullish()
    .transform((action) => action || 'login')
    .describe('login if not given'),
});

export const ChangeAnswer = z.object({
  status,
  connection: ConnectionView,
  notebook_dir: notebookFolder.exactOptional(),
});
export const DoneAnswer = z.object({ status });

export const DownloadAnswer = z.object({
  url: text,
  permId: text,
  path: text.describe('Folder of the dataset, absolute'),
  dataStore: text.nullable().describe('Its code'),
  location: text.nullable(),
  size: z.number().nullable(),
  files: z.array(text).describe('As the server lists them'),
  statusText: text,
  jobId: text,
});

export const NewDataSet = z.object({
  type: text.default(''),
  entityIdentifier: text.default('').describe('Object or collection: identifier, permId or code'),
  parents: z.array(text).nullish().describe('permIds'),
  files: z.array(text).nullish().describe('Below the notebook folder, with / between their parts'),
  props: z
    .record(text, z.union([text, z.number(), z.boolean(), z.null(), z.array(z.union([text, z.number()]))]))
    .nullish(),
});

export const UploadAnswer = z.object({ status, statusText: text, permId: text, jobId: text });

const DataSetTypeView = z.object({
  permId: text,
  code: text,
  description: text.nullable(),
  mainDataSetPattern: text.nullable(),
  mainDataSetPath: text.nullable(),
  disallowDeletion: z.boolean(),
  modificationDate: text.nullable(),
  validationPlugin: text.nullable(),
  metaData: z.record(text, z.unknown()),
  propertyAssignments: z.array(
    z.object({
      propertyType: text,
      code: text,
      label: text,
      description: text.nullable(),
      dataType: text,
      mandatory: z.boolean(),
      ordinal: z.number().nullable(),
      section: text.nullable(),
      terms: z
        .array(
          z.object({
            code: text,
            label: text.nullable(),
            description: text.nullable(),
            official: z.boolean(),
            ordinal: z.number().nullable(),
          }),
        )
        .exactOptional()
        .describe('Of a CONTROLLEDVOCABULARY'),
    }),
  ),
});

export const DataSetTypesAnswer = z.object({ dataSetTypes: z.array(DataSetTypeView) });

export const DataSetRow = z.object({
  permId: text,
  type: text.nullable(),
  experiment: text.nullable(),
  sample: text.nullable(),
  registrationDate: text.nullable(),
  modificationDate: text.nullable(),
  location: text.nullable(),
  status: text.nullable(),
  presentInArchive: z.boolean().nullable(),
  size: z.number().nullable(),
  $NAME: text.nullable(),
});
export type DataSetRow = z.infer<typeof DataSetRow>;

const wholeNumber = text.regex(/^\d{1,9}$/, 'Give a whole number.');
const mostRows = 10_000;

export const PagingQuery = z.object({
  start_with: wholeNumber.default('0'),
  count: wholeNumber.refine((count) => Number(count) <= mostRows, `Ask for ${mostRows} at most.`).default('10'),
});

export const DataSetsAnswer = z.object({
  dataSets: z.array(DataSetRow),
  start_with: text,
  count: text,
  totalCount: z.number(),
  cwd: text,
});

export const TreeQuery = PagingQuery.extend({
  path: text.default('').describe('Such as /SPACE/PROJECT/COLLECTION, or less of it'),
});

export const TreeAnswer = z.object({
  path: text,
  items: z.array(
    z.object({
      kind: z.enum(['space', 'project', 'collection', 'object']),
      permId: text,
      identifier: text.describe('The path to ask for what lies below'),
      name: text.nullable(),
      isFolder: z.boolean(),
    }),
  ),
  start_with: text,
  count: text,
  totalCount: z.number(),
});

const lines = z.union([text, z.array(text)]).nullish();

export const Requirements = z.object({
  notebook_path: text.min(1).describe('Below the notebook folder'),
  requirements_list: lines,
  requirements_filename: optional,
  runtime: lines,
  runtime_filename: optional,
});

export const RequirementsAnswer = z.object({ status, files: z.array(text) });

export const Failure = z.object({
  reason: text,
  errors: z
    .array(z.record(text, text))
    .exactOptional()
    .describe('Of uploads: one key each, such as entityIdentifier or prop.CODE'),
  jobId: text.exactOptional().describe('Of a transfer that goes on or can be taken up in Quarry'),
});
export type Failure = z.infer<typeof Failure>;
