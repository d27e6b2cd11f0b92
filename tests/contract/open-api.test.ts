import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../contract/index.js';
import { openApiOf, statusesOf } from '../../contract/open-api.js';
import type { RouteTable } from '../../contract/open-api.js';
import { File, Nothing, Onwards } from '../../contract/route.js';
import { ErrorAnswer } from '../../contract/values.js';
import { REFUSALS } from '../../domain/refusals.js';

interface Content {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly example?: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

const described = openApiOf(ROUTES, { version: '1' }) as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
};
const table: RouteTable = ROUTES;
const every = Object.entries(table).flatMap(([area, routes]) =>
  Object.entries(routes).map(([name, route]) => {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    const operation = described.paths[path]?.[route.method.toLowerCase()];
    if (operation === undefined) throw new Error(`${route.method} ${path} is not described`);
    return { name: `${area}.${name}`, route, operation };
  }),
);

describe('the description of the API', () => {
  test('has each route of the contract under its name, with the parameters of its path', () => {
    expect(every.map(({ operation }) => operation.operationId)).toEqual(
      every.map(({ name }) => name),
    );
    for (const { route, operation } of every) {
      const named = [...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name);
      const inPath = operation.parameters.filter((one) => one.in === 'path');
      expect(inPath.map(({ name }) => name).sort()).toEqual([...named].sort());
    }
  });

  test('shows an example of every body and answer, but for a few whole plans, reviews and forms', () => {
    const without = every.flatMap(({ name, route, operation }) => [
      ...lacking(
        `${name} answer`,
        operation.responses['200'],
        route.answer === File || route.answer === Onwards,
      ),
      ...lacking(
        `${name} body`,
        operation.requestBody,
        route.body === Nothing || route.upload !== null,
      ),
    ]);
    // Rules between fields are in no schema: what breaks one has no example, rather than a wrong one.
    expect(without.length).toBeLessThan(every.length / 12);
    const byToken = every.filter(({ route }) => route.token !== null).map(({ name }) => name);
    expect(byToken).toContain('cycles.figures');
    expect(byToken.filter((name) => without.includes(`${name} answer`))).toEqual([]);
  });

  test('says of each refusal how it looks', () => {
    for (const { operation } of every) {
      for (const [status, { $ref: named }] of Object.entries(operation.responses)) {
        if (status === '200' || status === '303') continue;
        expect(named).toBe(`#/components/responses/Refused${status}`);
        const { content } = described.components.responses[`Refused${status}`] ?? {};
        const { error } = ErrorAnswer.parse(content?.['application/json']?.example);
        expect(REFUSALS[error.code as keyof typeof REFUSALS].status).toBe(Number(status));
      }
    }
  });

  test('says a shape that comes more than once in one place, and refers to it', () => {
    const text = JSON.stringify(described);
    const named = [...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)];
    expect(named.length).toBeGreaterThan(1000);
    const { components } = described;
    const places: Readonly<Record<string, Readonly<Record<string, object>>>> = { ...components };
    for (const [, kind = '', name = ''] of named) expect(places[kind]).toHaveProperty(name);
    const texts = Object.values(components.schemas).map((schema) => JSON.stringify(schema));
    expect(new Set(texts).size).toBe(texts.length);
    expect(text.length).toBeLessThan(750_000);
  });

  test('promises whoever only reads no conflict, and whoever sends no file no wrong kind of file', () => {
    const of = (head: string) => {
      const met = every.find(({ route }) => `${route.method} ${route.path}` === head);
      if (met === undefined) throw new Error(head);
      return statusesOf(met.route);
    };
    expect(of('GET /api/plans')).toEqual([200, 400, 401, 403, 404, 422, 429, 503]);
    expect(of('GET /api/agencies/template')).toContain(410);
    expect(of('POST /api/agencies')).not.toContain(415);
    expect(of('POST /api/agencies/import')).toContain(415);
  });

  test('leaves out no status of a refusal that a route which changes something can give', () => {
    const known = new Set(every.flatMap(({ route }) => statusesOf(route)));
    const all = new Set(Object.values(REFUSALS).map(({ status }) => status));
    expect([...all].filter((status) => !known.has(status))).toEqual([]);
  });
});

function lacking(name: string, shown: Content | undefined, isLeftOut: boolean): readonly string[] {
  const example = shown?.content?.['application/json']?.example;
  return isLeftOut || example !== undefined ? [] : [name];
}
