import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { filesBelow } from './build/stamp.ts';
import { checkFile } from './layers/check.ts';
import { root } from './root.ts';

/** Fails when a file imports what its folder may not import. */
const paths = ['app', 'main', 'preload', 'renderer']
  .flatMap((folder) => filesBelow(root, folder, { withTests: true }))
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => path.split(sep).join('/'));
const complaints = paths.flatMap((path) => checkFile(path, readFileSync(join(root, path), 'utf8')));
for (const complaint of complaints) console.error(complaint);
console.error(
  complaints.length === 0
    ? `Import rules kept by ${paths.length} files.`
    : `${complaints.length} imports break the rules of scripts/layers/rules.ts.`,
);
if (complaints.length > 0) process.exitCode = 1;
