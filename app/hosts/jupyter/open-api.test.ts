import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { describeApi } from './open-api.ts';
import { routes } from './routes.ts';

const description = describeApi(routes, { version: '1.2.3', address: 'http://127.0.0.1:8899' });
// The test states what it expects of the form.
const paths = description.paths as Record<string, Record<string, { responses: object; requestBody?: object }>>;

test('it is a valid description in the form of OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(description));
  expect(errors ?? []).toEqual([]);
  expect([valid, validator.version]).toEqual([true, '3.1']);
});

test('it has every route in every spelling, with its failures', () => {
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.slice(1)}`),
  );
  const wanted = routes.flatMap(({ method, paths: spellings }) => spellings.map((path) => `${method} ${path}`));
  expect(described.toSorted()).toEqual(wanted.toSorted());
  for (const route of routes)
    for (const path of route.paths) {
      const { responses } = paths[`/${path}`]?.[route.method.toLowerCase()] ?? { responses: {} };
      expect(Object.keys(responses)).toEqual(
        expect.arrayContaining(['200', '403', ...Object.keys(route.failures ?? {})]),
      );
    }
});

test('what is checked is what is described', () => {
  const { requestBody } = paths['/openbis/conns']?.post ?? {};
  expect(requestBody).toMatchObject({
    content: { 'application/json': { schema: { type: 'object', required: ['name', 'url'] } } },
  });
  const sample = paths['/openbis/sample/{connection}/{identifier}']?.get as { parameters?: object[] };
  expect(sample.parameters).toContainEqual(
    expect.objectContaining({
      name: 'count',
      in: 'query',
      required: false,
      schema: expect.objectContaining({ default: '10' }),
    }),
  );
});
