import { z } from 'zod';
import { Nothing } from './common.ts';
import { command, query, stream } from './entry.ts';
import { News } from './news.ts';

/** Panels on their way from one window to another. */
export const PanelSet = z.object({
  /** Each starts with a slash. */
  addresses: z.array(z.string().startsWith('/').max(20_000)).max(200),
  /** What the window remembers of them by parts: choices, drafts, how far they are scrolled. */
  parts: z.record(z.string(), z.json()),
});
export type PanelSet = z.infer<typeof PanelSet>;

/** Something that is dragged out of the window: a file of this computer, or one that is drawn for it. */
export const DraggedFile = z.union([
  z.object({ path: z.string() }),
  z.object({ bytesPath: z.string().startsWith('bytes/'), name: z.string().min(1).max(300) }),
]);
export type DraggedFile = z.infer<typeof DraggedFile>;

/**
 * What the desktop shell offers its own page besides the core, over the second port.
 * On the web host the page does the same with the browser's own means.
 */
export const shellContract = {
  'shell.info': query({
    title: 'About the window',
    description: 'Kind of shell, operating system and how the core runs',
    input: Nothing,
    output: z.object({
      platform: z.enum(['linux', 'darwin', 'win32']),
      core: z.enum(['embedded', 'attached']),
      coreAddress: z.string().nullable(),
      nativeMenu: z.boolean(),
    }),
  }),
  'shell.file.save': command({
    title: 'Save a file',
    description: 'Asks where to save the bytes of a byte address and writes them; false if the user cancelled',
    input: z.object({ bytesPath: z.string().startsWith('bytes/'), suggestedName: z.string() }),
    output: z.object({ path: z.string().nullable() }),
    errors: ['storage'],
  }),
  'shell.file.choose': command({
    title: 'Choose a file',
    description: 'Asks for a file of this computer with one of the endings; null if the user cancelled',
    input: z.object({ title: z.string(), endings: z.array(z.string().regex(/^\w+$/)).min(1) }),
    output: z.object({ path: z.string().nullable() }),
  }),
  'shell.files.choose': command({
    title: 'Choose files',
    description: 'Asks for any number of files of this computer; none if the user cancelled',
    input: z.object({ title: z.string() }),
    output: z.object({ paths: z.array(z.string()) }),
  }),
  'shell.folder.choose': command({
    title: 'Choose a folder',
    description: 'Asks for a folder of this computer; null if the user cancelled',
    input: z.object({ title: z.string() }),
    output: z.object({ path: z.string().nullable() }),
  }),
  'shell.item.show': command({
    title: 'Show in the file manager',
    description: 'Shows a file or folder of this computer where it lies; nothing is opened or run',
    input: z.object({ path: z.string() }),
    output: Nothing,
    errors: ['invalid-input', 'not-found'],
  }),
  'shell.file.drag': command({
    title: 'Drag a file out',
    description: 'Hands a file to the drag that has begun in the window, so that other programs can take it',
    input: DraggedFile,
    output: Nothing,
    errors: ['invalid-input', 'not-found', 'storage'],
  }),
  'shell.external.open': command({
    title: 'Open in the browser',
    description: 'Shows an https address and opens it in the browser if the user agrees',
    input: z.object({ url: z.string() }),
    output: z.object({ opened: z.boolean() }),
    errors: ['forbidden'],
  }),
  'shell.attach': command({
    title: 'Attach to another computer',
    description:
      'Restarts the window on a core that runs elsewhere; the address as `quarry serve` prints it, null for the own core',
    input: z.object({ address: z.string().nullable() }),
    output: Nothing,
    errors: ['invalid-input'],
  }),
  'shell.theme.set': command({
    title: 'Set the colours of the frame',
    description: 'Light, dark or as the system',
    input: z.object({ colorScheme: z.enum(['system', 'light', 'dark']) }),
    output: Nothing,
  }),
  'shell.words.set': command({
    title: 'Set the words of the system',
    description: 'What menus and dialogs of the system say in the language of the window, by the English words',
    input: z.object({ words: z.record(z.string(), z.string()) }),
    output: Nothing,
  }),
  'shell.notify': command({
    title: 'Notify',
    description:
      'Shows a notification of the desktop unless a window of Quarry is looked at; a click leads to its panel',
    input: News,
    output: z.object({ shown: z.boolean() }),
  }),
  'shell.window.open': command({
    title: 'Open in a window of its own',
    description: 'Shows panels in a new window; they go back when it is closed',
    input: PanelSet,
    output: Nothing,
  }),
  'shell.window.panels': query({
    title: 'Panels of this window',
    description: 'What a window for panels alone is to show; none in the main window',
    input: Nothing,
    output: PanelSet,
  }),
  'shell.window.note': command({
    title: 'Note the panels of this window',
    description: 'What a window for panels alone shows now',
    input: PanelSet,
    output: Nothing,
  }),
  'shell.events': stream({
    title: 'Shell events',
    description: 'Commands chosen in the native menu, deep links, and panels whose own window was closed',
    input: Nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('command'), id: z.string() }),
      z.object({ kind: z.literal('link'), url: z.string() }),
      /** `given`: what their window was to remember when it was opened. */
      z.object({ kind: z.literal('panels'), panels: PanelSet, given: PanelSet.shape.parts }),
    ]),
  }),
};
