import { z } from 'zod';
import { Failure } from './api-schemas.ts';
import type { Route } from './route.ts';
import { parseTemplate } from './target.ts';

type Json = Record<string, unknown>;

export interface DescriptionOptions {
  version: string;
  /** With the base path, without a slash at its end. */
  address: string;
}

/** The OpenAPI 3.1 description of the routes: of the same schemas that check the calls. */
export function describeApi(routes: readonly Route[], { version, address }: DescriptionOptions): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    for (const path of route.paths) {
      const operation = { [route.method.toLowerCase()]: operationOf(route, path) };
      paths[`/${path}`] = { ...paths[`/${path}`], ...operation };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      ...{ title: 'Quarry for notebooks', version },
      description:
        'Compatible with the openBIS server extension of Jupyter. Calls with the cookie that change something need the header X-XSRFToken, equal to the cookie _xsrf.',
    },
    servers: [{ url: address }],
    security: [{ token: [] }, { tokenInAddress: [] }],
    paths,
    components: {
      schemas: { Failure: schemaOf(Failure, 'output') },
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`token TOKEN`' },
        tokenInAddress: { type: 'apiKey', in: 'query', name: 'token' },
      },
    },
  };
}

function operationOf(route: Route, path: string): Json {
  const { method, summary, body, answer, failures = {} } = route;
  const words = path.replace(/[{}]/g, '').split('/');
  return {
    operationId: [method.toLowerCase(), ...words].join('-'),
    summary,
    parameters: [...pathParameters(path), ...queryParameters(route)],
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonOf(schemaOf(body, 'input')) } }),
    responses: {
      200: { description: 'Done.', content: jsonOf(schemaOf(answer, 'output')) },
      403: failure('Refused: no or a wrong token, or a page that nobody has allowed.'),
      ...Object.fromEntries(Object.entries(failures).map(([status, text]) => [status, failure(text)])),
    },
  };
}

function failure(description: string): Json {
  return { description, content: jsonOf({ $ref: '#/components/schemas/Failure' }) };
}

function jsonOf(schema: Json): Json {
  return { 'application/json': { schema } };
}

function pathParameters(path: string): Json[] {
  return parseTemplate(path).parameters.map((name) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    description: 'Percent-encoded.',
  }));
}

function queryParameters({ query }: Route): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  // Checks and transforms in code have no form in JSON Schema; the words beside them tell.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}
