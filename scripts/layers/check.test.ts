import { describe, expect, test } from 'vitest';
import { checkFile } from './check.ts';
import { importsOf } from './imports.ts';

describe('imports of a file', () => {
  test('are found in all their forms, with their lines', () => {
    const source = [
      "import { a } from './a.ts';",
      "import type { B } from './b.ts';",
      'import {',
      '  type C,',
      '  type D,',
      "} from './c.ts';",
      "import { type E, f } from './e.ts';",
      "import './side.ts';",
      "export * from './g.ts';",
      "export type { H } from './h.ts';",
      "const i = await import('./i.ts');",
      "type J = typeof import('./j.ts');",
      "// import { no } from './no.ts';",
      "/* import { no } from './no.ts'; */",
    ].join('\n');
    expect(importsOf(source).map((one) => [one.specifier, one.isType, one.line])).toEqual([
      ['./a.ts', false, 1],
      ['./b.ts', true, 2],
      ['./c.ts', true, 3],
      ['./e.ts', false, 7],
      ['./g.ts', false, 9],
      ['./h.ts', true, 10],
      ['./side.ts', false, 8],
      ['./i.ts', false, 11],
      ['./j.ts', true, 12],
    ]);
  });
});

describe('kept', () => {
  test.each([
    ['app/services/a.ts', "import { b } from '../clients/b.ts';"],
    ['app/cache/a.ts', "import type { B } from '../clients/b.ts';"],
    ['app/clients/a.ts', "import { AppError } from '../contract/app-error.ts';"],
    ['app/contract/a.ts', "import { z } from 'zod';"],
    ['app/figures/node/a.ts', "import { readFileSync } from 'node:fs';"],
    ['renderer/api/a.ts', "import { createClient } from '../../app/rpc/client.ts';"],
    ['renderer/ui/a.tsx', "import { useState } from 'react';"],
    ['main/a.ts', "import { app } from 'electron';"],
    ['preload/index.ts', "import { portMessage } from '../app/contract/port-message.ts';"],
    ['app/domain/a.test.ts', "import { readFileSync } from 'node:fs';\nimport { x } from '../testing/x.ts';"],
  ])('%s: %s', (path, source) => expect(checkFile(path, source)).toEqual([]));
});

describe('broken', () => {
  test.each([
    ['app/domain/a.ts', "import { b } from '../contract/b.ts';", 'app/domain may not import app/contract/b.ts'],
    ['app/domain/a.ts', "import type { B } from '../platform/b.ts';", 'app/domain may not import app/platform/b.ts'],
    ['app/clients/a.ts', "import { z } from '../contract/jobs.ts';", 'app/clients may not import app/contract/jobs.ts'],
    ['app/cache/a.ts', "import { b } from '../clients/b.ts';", 'app/cache may import only types of app/clients/b.ts'],
    ['app/demo/a.ts', "import { b } from '../clients/b.ts';", 'app/demo may not import app/clients/b.ts'],
    ['app/rpc/a.ts', "import { b } from './node/b.ts';", 'app/rpc may not import app/rpc/node/b.ts'],
    ['app/services/a.ts', "import { b } from '../testing/b.ts';", 'app/testing/b.ts is for tests only'],
    ['app/analysis/a.ts', "import { readFileSync } from 'node:fs';", 'it runs without Node'],
    ['renderer/a.ts', "import { join } from 'node:path';", 'it runs without Node'],
    ['renderer/a.ts', "import { draw } from '../app/figures/node/draw.ts';", 'the page has none'],
    [
      'renderer/a.ts',
      "import { createRouter } from '../app/rpc/server.ts';",
      'renderer may not import app/rpc/server.ts',
    ],
    ['renderer/a.ts', "import type { App } from '../app/app.ts';", 'renderer may not import app/app.ts'],
    ['app/services/a.ts', "import { app } from 'electron';", 'app/services may not import electron'],
    ['app/services/a.ts', "import React from 'react';", 'it belongs to the page'],
    ['app/services/a.ts', "import { join } from 'path';", 'write node:path'],
    ['app/contract/a.ts', "import { x } from 'ws';", 'may not import the package ws'],
    ['preload/index.ts', "import { z } from 'zod';", 'may not import the package zod'],
    ['renderer/a.test.ts', "import 'ag-grid-enterprise';", 'must never be imported'],
    ['app/new-folder/a.ts', '', 'lies in no folder that the rules know'],
  ])('%s: %s', (path, source, complaint) => {
    expect(checkFile(path, source)).toEqual([expect.stringContaining(complaint)]);
  });
});
