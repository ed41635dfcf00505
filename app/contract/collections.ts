import { z } from 'zod';
import type { CollectionThing } from '../domain/collections/things.ts';
import { SqlStatement } from './columns.ts';
import { ConnectionId, Nothing } from './common.ts';
import { DrmsServerId, RecordSetText } from './drms.ts';
import { command, query } from './entry.ts';
import { FigureLookSchema } from './figures.ts';

// For hosts, which know the contract alone.
export { type CollectionThing, placeOf, type ThingKind, thingKinds, thingWords } from '../domain/collections/things.ts';

const text = z.string().min(1).max(4000);
const ofConnection = { connectionId: ConnectionId };
const ofServer = { serverId: DrmsServerId };

/** What names a thing for good. */
export const CollectionThingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['sample', 'series']), ...ofConnection, name: text }),
  z.object({ kind: z.literal('result'), ...ofConnection, id: z.number().int().positive() }),
  z.object({
    kind: z.literal('figure'),
    ...ofConnection,
    of: z.enum(['series', 'sample']),
    name: text,
    look: FigureLookSchema.exactOptional().describe('Left out: as the window draws it at first'),
  }),
  z.object({ kind: z.literal('mining'), ...ofConnection, of: z.enum(['series', 'topic', 'search']), name: text }),
  z.object({ kind: z.enum(['openbis-collection', 'openbis-object']), ...ofConnection, reference: text }),
  z.object({ kind: z.literal('openbis-data-set'), ...ofConnection, permId: text }),
  z.object({
    kind: z.literal('openbis-file'),
    ...ofConnection,
    permId: text.describe('Of the dataset'),
    path: text.describe('In the dataset'),
  }),
  z.object({ kind: z.literal('drms-series'), ...ofServer, name: text }),
  z.object({ kind: z.enum(['records', 'record']), ...ofServer, recordSet: RecordSetText }),
  z.object({ kind: z.literal('table'), tableId: text }),
  z.object({ kind: z.literal('sql'), statement: SqlStatement }),
  z.object({ kind: z.literal('fits-file'), path: text.describe('Absolute path on the computer that runs Quarry') }),
  z.object({
    kind: z.literal('fits-segment'),
    ...ofServer,
    record: z.string(),
    segment: z.string(),
    path: text.describe('As the server names it'),
  }),
]) satisfies z.ZodType<CollectionThing>;

export const collectionColours = ['none', 'blue', 'orange', 'green', 'purple', 'olive', 'grey'] as const;
export const CollectionColour = z.enum(collectionColours);
export type CollectionColour = z.infer<typeof CollectionColour>;

const Name = z
  .string()
  .trim()
  .min(1, 'Give the collection a name.')
  .max(120, 'A name has at most 120 characters.')
  .describe('Unlike all others, letter case aside');
const Tag = z.string().trim().min(1, 'A tag has a letter at least.').max(60, 'A tag has at most 60 characters.');
const Tags = z.array(Tag).max(50, 'There are at most 50 tags.').describe('Each once, letter case aside');
const Notes = z.string().max(200_000, 'Notes have at most 200 000 characters.').describe('Markdown');
const Title = z.string().trim().min(1).max(400);

/** Where a thing was when it was put into the collection, also after its connection is gone. */
export const ThingOrigin = z.object({
  system: z.enum(['juliabase', 'openbis', 'drms', 'computer']),
  name: z.string(),
  url: z.string().nullable(),
});
export type ThingOrigin = z.infer<typeof ThingOrigin>;

export const CollectionItem = z.object({
  id: z.string(),
  thing: CollectionThingSchema,
  title: z.string(),
  origin: ThingOrigin,
  /** Of the answer in which it was seen; null if it was put in without being looked at. */
  asOfUtc: z.iso.datetime().nullable(),
  note: z.string(),
  tags: z.array(z.string()),
  addedUtc: z.iso.datetime(),
  /** Why it cannot be opened here, in a sentence; null if nothing is known against it. */
  problem: z.string().nullable(),
});
export type CollectionItem = z.infer<typeof CollectionItem>;

export const CollectionHead = z.object({
  id: z.string(),
  name: z.string(),
  colour: CollectionColour,
  tags: z.array(z.string()),
  count: z.number().int(),
  changedUtc: z.iso.datetime(),
});
export type CollectionHead = z.infer<typeof CollectionHead>;

export const Collection = CollectionHead.extend({
  notes: z.string(),
  createdUtc: z.iso.datetime(),
  items: z.array(CollectionItem),
});
export type Collection = z.infer<typeof Collection>;

export const ThingDraft = z.object({
  thing: CollectionThingSchema,
  title: Title.exactOptional().describe('As it was seen; else made from the thing'),
  asOfUtc: z.iso.datetime().nullable().default(null),
  note: Notes.default(''),
  tags: Tags.default([]),
});
export type ThingDraft = z.input<typeof ThingDraft>;

const CollectionId = z.string().min(1).describe('Id of a collection');
const ItemIds = z.array(z.string().min(1)).min(1).max(20_000);
const Before = z.string().nullable().default(null).describe('Before this one; null: at the end');
/** A change that can be taken back, or made again. */
export const CollectionStep = z.object({ stepId: z.number().int(), label: z.string() });
export type CollectionStep = z.infer<typeof CollectionStep>;

/** What was done; null if nothing has changed. */
const changed = { step: CollectionStep.nullable() };

const step = z.object({ stepId: z.number().int().nullable().default(null) });
const stale = ['collections.*'];
const errors = ['not-found', 'conflict', 'storage'] as const;

export const collectionsContract = {
  'collections.list': query({
    title: 'List collections',
    description: 'Your collections of samples, record sets, datasets, figures and other things, in your order',
    input: Nothing,
    output: z.array(CollectionHead),
  }),
  'collections.open': query({
    title: 'Open a collection',
    description: 'One collection with its notes and things',
    input: z.object({ id: CollectionId }),
    output: Collection,
    errors: ['not-found'],
  }),
  'collections.holding': query({
    title: 'Collections that hold a thing',
    description: 'The collections in which a thing is',
    input: z.object({ thing: CollectionThingSchema }),
    output: z.array(CollectionHead.pick({ id: true, name: true, colour: true }).extend({ itemId: z.string() })),
  }),
  'collections.create': command({
    title: 'Make a collection',
    description: 'Makes an empty collection',
    input: z.object({
      name: Name,
      colour: CollectionColour.default('none'),
      notes: Notes.default(''),
      tags: Tags.default([]),
    }),
    output: z.object({ id: z.string(), ...changed }),
    stale,
    errors,
  }),
  'collections.change': command({
    title: 'Change a collection',
    description: 'Changes the name, notes, tags or colour of a collection',
    input: z.object({
      id: CollectionId,
      name: Name.exactOptional(),
      colour: CollectionColour.exactOptional(),
      notes: Notes.exactOptional(),
      tags: Tags.exactOptional(),
    }),
    output: z.object(changed),
    stale,
    errors,
  }),
  'collections.move': command({
    title: 'Move a collection',
    description: 'Puts a collection at another place of the list',
    input: z.object({ id: CollectionId, before: Before }),
    output: z.object(changed),
    stale,
    errors,
  }),
  'collections.remove': command({
    title: 'Remove a collection',
    description: 'Removes a collection; the things in it stay where they are',
    input: z.object({ id: CollectionId }),
    output: z.object(changed),
    stale,
    errors,
  }),
  'collections.items.add': command({
    title: 'Add to a collection',
    description: 'Puts things into a collection; those that are in it already stay as they are',
    input: z.object({ id: CollectionId, things: z.array(ThingDraft).min(1).max(20_000), before: Before }),
    output: z.object({ added: z.number().int(), alreadyThere: z.number().int(), ...changed }),
    stale,
    errors,
  }),
  'collections.items.change': command({
    title: 'Change things of a collection',
    description: 'Changes the title, the note or the tags that things have in a collection',
    input: z.object({
      id: CollectionId,
      itemIds: ItemIds,
      title: Title.exactOptional(),
      note: Notes.exactOptional(),
      tags: Tags.exactOptional(),
    }),
    output: z.object(changed),
    stale,
    errors,
  }),
  'collections.items.move': command({
    title: 'Move things of a collection',
    description: 'Puts things at another place of their collection, in the order in which they are',
    input: z.object({ id: CollectionId, itemIds: ItemIds, before: Before }),
    output: z.object(changed),
    stale,
    errors,
  }),
  'collections.items.remove': command({
    title: 'Take things out of a collection',
    description: 'Takes things out of a collection; they stay where they are',
    input: z.object({ id: CollectionId, itemIds: ItemIds }),
    output: z.object(changed),
    stale,
    errors,
  }),
  'collections.undo': command({
    title: 'Undo a change of a collection',
    description: 'Takes a change back, without a number the last one; refused if what it changed has changed since',
    input: step,
    output: CollectionStep,
    stale,
    errors,
  }),
  'collections.redo': command({
    title: 'Redo a change of a collection',
    description: 'Makes a change again that was undone, without a number the one that was undone last',
    input: step,
    output: CollectionStep,
    stale,
    errors,
  }),
};
