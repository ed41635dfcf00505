import { ApiFailure } from './api-failure.ts';
import type { Route } from './route.ts';
import { matchEncoded, matchUnencoded } from './target.ts';

export interface FoundRoute {
  route: Route;
  parameters: string[];
}

/** Paths that older descriptions name, with what to do instead. */
const mistaken = [
  {
    method: 'POST',
    path: 'openbis/dataset/{connection}/{permId}/{downloadPath}',
    reason: 'Data sets are registered by POST to openbis/dataset/CONNECTION, without a permId and a path.',
  },
];

/**
 * The route for a path, properly encoded ones first.
 * @throws ApiFailure 404, or 405 with the methods that there are; URIError if it is not percent-encoded text
 */
export function findRoute(
  all: readonly Route[],
  { method, path }: { method: string; path: string },
  names: readonly string[],
): FoundRoute {
  for (const match of [matchEncoded, matchUnencoded]) {
    const found = all.flatMap((route) => {
      const parameters = firstMatch(route.paths, (template) => match(template, path, names));
      return parameters === undefined ? [] : [{ route, parameters }];
    });
    const fitting = found.find(({ route }) => route.method === method);
    if (fitting !== undefined) return fitting;
    const mistake = mistaken.find((one) => one.method === method && match(one.path, path, names) !== undefined);
    if (found.length > 0) throw otherMethod(method, found, mistake?.reason);
  }
  throw new ApiFailure(404, 'There is nothing at this address. See openbis/x/openapi.json for what there is.');
}

function otherMethod(method: string, found: readonly FoundRoute[], reason: string | undefined): ApiFailure {
  const allowed = [...new Set(found.map(({ route }) => route.method))].join(', ');
  return new ApiFailure(
    405,
    reason ?? `${method.slice(0, 20)} does nothing here. Use ${allowed}.`,
    {},
    { allow: allowed },
  );
}

function firstMatch<T>(templates: readonly string[], match: (template: string) => T | undefined): T | undefined {
  for (const template of templates) {
    const found = match(template);
    if (found !== undefined) return found;
  }
  return undefined;
}
