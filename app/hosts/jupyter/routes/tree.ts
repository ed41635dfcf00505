import type { z } from 'zod';
import { ApiFailure } from '../api-failure.ts';
import { TreeAnswer, TreeQuery } from '../api-schemas.ts';
import { connectionNamed } from '../connection-views.ts';
import { type Desk, type Route, route } from '../route.ts';

type Item = z.infer<typeof TreeAnswer>['items'][number];

interface Page {
  connectionId: string;
  from: number;
  count: number;
}

/** Browsing for front-ends: an addition of Quarry. */
export const treeRoute: Route = route({
  method: 'GET',
  paths: ['openbis/x/tree/{connection}'],
  summary: 'What lies directly below a space, a project or a collection; without path, the spaces',
  query: TreeQuery,
  answer: TreeAnswer,
  failures: { 400: 'The path or the paging is wrong.', 404: 'There is no such connection.' },
  async run({ desk, parameters: [name = ''], query: { path, start_with, count }, connections, signal }) {
    const { id } = connectionNamed(connections, name);
    const parts = path.split('/').filter(Boolean);
    const page = { connectionId: id, from: Number(start_with), count: Number(count) };
    const { items, totalCount } = await below(desk, parts, page, signal);
    return { path: parts.map((part) => `/${part}`).join(''), items, start_with, count, totalCount };
  },
});

async function below(
  { client }: Desk,
  parts: readonly string[],
  page: Page,
  signal: AbortSignal,
): Promise<{ items: Item[]; totalCount: number }> {
  const { connectionId } = page;
  const [space] = parts;
  const identifier = `/${parts.join('/')}`;
  switch (parts.length) {
    case 0: {
      const { value } = await client.call('openbis.spaces.list', { connectionId }, { signal });
      return cut(
        value.map(({ code, permId }) => item('space', { permId, identifier: `/${code}` })),
        page,
      );
    }
    case 1: {
      const { value } = await client.call('openbis.projects.list', { connectionId, space }, { signal });
      return cut(
        value.map((one) => item('project', one)),
        page,
      );
    }
    case 2: {
      const { value } = await client.call('openbis.collections.search', { ...page, project: identifier }, { signal });
      return { items: value.items.map((one) => item('collection', one)), totalCount: value.totalCount };
    }
    case 3: {
      const { value } = await client.call('openbis.objects.search', { ...page, collection: identifier }, { signal });
      return { items: value.items.map((one) => item('object', one)), totalCount: value.totalCount };
    }
    default:
      throw new ApiFailure(400, 'The path has more than three parts: /SPACE/PROJECT/COLLECTION.');
  }
}

function cut(items: Item[], { from, count }: Page): { items: Item[]; totalCount: number } {
  return { items: items.slice(from, from + count), totalCount: items.length };
}

function item(
  kind: Item['kind'],
  { permId, identifier, name = null }: { permId: string; identifier: string; name?: string | null },
): Item {
  return { kind, permId, identifier, name, isFolder: kind !== 'object' };
}
