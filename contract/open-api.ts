import { z } from 'zod';
import { REFUSALS } from '../domain/refusals.js';
import { exampleOf } from './open-api-examples.js';
import { sharedSchemas } from './open-api-shared.js';
import { File, Nothing, Onwards } from './route.js';
import type { Route } from './route.js';
import { ErrorAnswer } from './values.js';

type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;
/** Routes by area and name, as `ROUTES` has them. */
export type RouteTable = Readonly<Record<string, Readonly<Record<string, AnyRoute>>>>;
type Json = Readonly<Record<string, unknown>>;

/** The API in OpenAPI 3.1, made from the routes of the contract, with an example of every body and answer. */
export function openApiOf(table: RouteTable, { version }: { readonly version: string }): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [area, routes] of Object.entries(table)) {
    for (const [name, route] of Object.entries(routes)) {
      const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(area, name, route) };
    }
  }
  const shared = sharedSchemas(paths);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Đôn đốc báo cáo',
      version,
      description:
        'Mỗi yêu cầu thay đổi dữ liệu mang tiêu đề x-requested-with: dondoc; cơ quan nêu ở x-office. Câu từ chối bằng tiếng Việt, x-lang: en để nhận tiếng Anh.',
    },
    tags: Object.keys(table).map((name) => ({ name })),
    paths: shared.document,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'dondoc.session_token' },
        token: { type: 'http', scheme: 'bearer', description: 'dondoc_…' },
      },
      schemas: { Error: schemaOf(ErrorAnswer, 'output'), ...shared.schemas },
      responses: Object.fromEntries(REFUSED.map((status) => [nameOf(status), refusedWith(status)])),
    },
  };
}

/**
 * Every status that a route may answer with; each but the first is a refusal, whose shape is `ErrorAnswer`. Who only
 * reads a list meets no conflict, whoever reads what is no file nothing that is gone.
 */
export function statusesOf({
  method,
  roles,
  upload,
  answer,
  ofOffice,
  params,
  query,
}: AnyRoute): readonly number[] {
  const reads = method === 'GET';
  const isOpen = roles === 'anyone' && reads;
  const isNamed = ofOffice || params !== Nothing;
  return [
    answer === Onwards ? 303 : 200,
    ...(reads && !isNamed && query === Nothing ? [] : [400]),
    ...(isOpen ? [] : [401, 403]),
    ...(reads && !isNamed ? [] : [404]),
    ...(reads && params === Nothing ? [] : [409]),
    ...(reads && answer !== File ? [] : [410]),
    ...(reads ? [] : [413]),
    ...(upload === null ? [] : [415]),
    422,
    429,
    503,
  ];
}

function operation(area: string, name: string, route: AnyRoute): Json {
  const { roles, query, params, ofOffice } = route;
  return {
    operationId: `${area}.${name}`,
    tags: [area],
    security: securityOf(route),
    ...(Array.isArray(roles) ? { description: `Vai trò: ${roles.join(', ')}.` } : {}),
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(ofOffice
        ? [{ name: 'x-office', in: 'header', schema: { type: 'string', format: 'uuid' } }]
        : []),
      ...(route.method === 'GET'
        ? []
        : [
            { name: 'x-requested-with', in: 'header', required: true, schema: { const: 'dondoc' } },
          ]),
    ],
    ...bodyOf(route),
    responses: Object.fromEntries(
      statusesOf(route).map((status) => [String(status), responseOf(route, status)]),
    ),
  };
}

/** A session of the staff, or where the route has a scope a token with it. */
function securityOf({ roles, token }: AnyRoute): readonly Json[] {
  if (roles === 'anyone') return [];
  return [{ session: [] }, ...(token === null ? [] : [{ token: [token] }])];
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: of,
    example: exampleOf(of),
  }));
}

function bodyOf({ method, body, upload }: AnyRoute): Json {
  if (method === 'GET' || (body === Nothing && upload === null)) return {};
  const schema = schemaOf(body, 'input');
  if (upload === null) {
    return {
      requestBody: {
        required: true,
        content: { 'application/json': { schema, ...shown(body, schema) } },
      },
    };
  }
  const { properties = {} } = schema as { readonly properties?: Json };
  const file = { type: 'string', contentMediaType: 'application/octet-stream' };
  return {
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            ...schema,
            properties: {
              ...properties,
              file: upload.maxFiles === 1 ? file : { type: 'array', items: file },
            },
          },
        },
      },
    },
  };
}

function responseOf({ answer }: AnyRoute, status: number): Json {
  if (status === 303) {
    return { description: 'Chuyển tiếp', headers: { location: { schema: { type: 'string' } } } };
  }
  if (status !== 200) return { $ref: `#/components/responses/${nameOf(status)}` };
  if (answer === File) {
    const schema = { type: 'string', contentMediaType: 'application/octet-stream' };
    return { description: 'Tệp', content: { 'application/octet-stream': { schema } } };
  }
  const schema = schemaOf(answer, 'output');
  return {
    description: 'OK',
    content: { 'application/json': { schema, ...shown(answer, schema) } },
  };
}

/** The statuses of refusals. */
const REFUSED = [...new Set(Object.values(REFUSALS).map(({ status }) => status))].toSorted(
  (a, b) => a - b,
);

function nameOf(status: number): string {
  return `Refused${String(status)}`;
}

/** What a refusal of a status looks like, and which there are. */
function refusedWith(status: number): Json {
  const codes = Object.entries(REFUSALS).filter(([, refusal]) => refusal.status === status);
  const [code, refusal] = codes[0] ?? ['INTERNAL', undefined];
  const schema = { $ref: '#/components/schemas/Error' };
  const example = { error: { code, message: refusal?.vi ?? '' } };
  return {
    description: codes.map(([each]) => each).join(', '),
    content: { 'application/json': { schema, example } },
  };
}

/** An example of a shape, where one can be made that the shape takes: rules between fields are not in its JSON Schema. */
function shown(shape: z.ZodType, schema: Json): Json {
  const example = exampleOf(schema);
  return shape.safeParse(example).success ? { example } : {};
}

/** The JSON Schema (2020-12, that of OpenAPI 3.1) of a shape; what JSON Schema cannot say is any value. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...own } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    cycles: 'ref',
  });
  return own;
}
