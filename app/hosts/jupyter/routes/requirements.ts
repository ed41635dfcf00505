import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../contract/app-error.ts';
import { writeWhole } from '../../../platform/node/write-whole.ts';
import { Requirements, RequirementsAnswer } from '../api-schemas.ts';
import type { NotebookFolder } from '../notebook-folder.ts';
import { type Route, route } from '../route.ts';

type Lines = string | string[] | null | undefined;

/** Writes what a notebook needs beside it: route 10 of the protocol. */
export const requirementsRoute: Route = route({
  method: 'POST',
  paths: ['requirements', 'openbis/requirements'],
  summary: 'Saves the requirements and the runtime of a notebook beside it',
  body: Requirements,
  answer: RequirementsAnswer,
  failures: { 422: 'The notebook is not in the notebook folder, or a name is no plain file name.' },
  async run({ desk: { notebooks }, body }) {
    const folder = dirname(await notebooks.inside(body.notebook_path));
    await checkFolder(notebooks, folder);
    const files: { name: string; text: string }[] = [
      ...fileOf(body.requirements_filename ?? 'requirements.txt', body.requirements_list),
      ...fileOf(body.runtime_filename ?? 'runtime.txt', body.runtime),
    ];
    // All places are looked at before anything is written.
    const placed = await Promise.all(
      files.map(async ({ name, text }) => ({ path: await notebooks.inside(join(folder, name)), text })),
    );
    for (const { path, text } of placed) await writeWhole(path, Buffer.from(text));
    return { status: 200 as const, files: placed.map(({ path }) => notebooks.nameOf(path)) };
  },
});

function fileOf(name: string, lines: Lines): { name: string; text: string }[] {
  if (lines === null || lines === undefined) return [];
  // A notebook that sends its own requirements must not write what another program runs.
  if (name === '' || name !== basename(name) || /[\\:]|^\./.test(name))
    throw new AppError('invalid-input', `${JSON.stringify(name)} is no plain file name.`, {
      remedy: 'Give a name such as requirements.txt.',
    });
  const text = typeof lines === 'string' ? lines : lines.join('\n');
  return [{ name, text: text.endsWith('\n') || text === '' ? text : `${text}\n` }];
}

/** The notebook itself may be new; the folder must be there, and in the notebook folder (not beside its root). */
async function checkFolder(notebooks: NotebookFolder, folder: string): Promise<void> {
  await notebooks.inside(folder);
  const facts = await stat(folder).catch(() => undefined);
  if (facts?.isDirectory() !== true)
    throw new AppError('invalid-input', `There is no folder ${notebooks.nameOf(folder)} for the notebook.`, {
      remedy: 'Save the notebook first.',
    });
}
