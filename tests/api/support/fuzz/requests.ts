import type { z } from 'zod';
import { ROUTES } from '../../../../contract/index.js';
import type { Route } from '../../../../contract/route.js';
import { pick } from '../../../../domain/random.js';
import { inputOf, mutated } from './inputs.js';
import type { InputMaker } from './inputs.js';
import { happens, NASTY_TEXTS, oneOf } from './values.js';
import type { Random } from './values.js';

/** One request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

/** What requests are about: ids by the names of parameters, good bodies by route, cookies of people and agencies. */
export interface FuzzWorld {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly bodies: Readonly<Record<string, unknown>>;
  readonly cookies: readonly string[];
  /** Of somebody who holds all roles. */
  readonly master: string;
  readonly agencyCookies: readonly string[];
  readonly tokens: readonly string[];
  readonly offices: readonly string[];
}

type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;
const tables: Readonly<Record<string, Readonly<Record<string, AnyRoute>>>> = ROUTES;

/** Every route of the contract by its name, `plans.upload`. */
export const ROUTE_LIST: readonly { readonly name: string; readonly route: AnyRoute }[] =
  Object.entries(tables).flatMap(([group, table]) =>
    Object.entries(table).map(([name, route]) => ({ name: `${group}.${name}`, route })),
  );

/** Every page of the agencies; a test compares them with those that are served. */
export const AGENCY_PAGES: readonly { readonly method: 'GET' | 'POST'; readonly path: string }[] = [
  { method: 'GET', path: '/b/' },
  { method: 'POST', path: '/b/open' },
  { method: 'POST', path: '/b/close' },
  { method: 'POST', path: '/b/keep' },
  { method: 'GET', path: '/b/resend' },
  { method: 'POST', path: '/b/resend' },
  { method: 'GET', path: '/b/contacts' },
  { method: 'POST', path: '/b/contacts' },
  { method: 'POST', path: '/b/contacts/answer' },
  { method: 'GET', path: '/b/reports' },
  { method: 'GET', path: '/b/reports/:id' },
  { method: 'POST', path: '/b/reports/:id/draft' },
  { method: 'POST', path: '/b/reports/:id/review' },
  { method: 'POST', path: '/b/reports/:id/send' },
  { method: 'GET', path: '/b/reports/:id/receipts/:version' },
  { method: 'GET', path: '/b/reports/:id/sent' },
  { method: 'POST', path: '/b/reports/:id/sent' },
  { method: 'GET', path: '/b/reports/:id/extension' },
  { method: 'POST', path: '/b/reports/:id/extension' },
  { method: 'GET', path: '/b/reports/:id/word' },
  { method: 'POST', path: '/b/reports/:id/annex' },
  { method: 'GET', path: '/b/compliance' },
  { method: 'GET', path: '/b/compliance/:id' },
  { method: 'POST', path: '/b/compliance/:id' },
  { method: 'GET', path: '/b/workbook' },
  { method: 'POST', path: '/b/workbook' },
  { method: 'POST', path: '/b/workbook/send' },
  { method: 'GET', path: '/b/attachments/:id' },
  { method: 'GET', path: '/b/materials/:id' },
  { method: 'GET', path: '/b/assets/:name' },
  // A link as mail gateways write it: the sign before the token is part of the path.
  { method: 'GET', path: '/b/%23:token' },
];

const BOUNDARY = 'boundary-of-a-fuzz';
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF',
);
const ZIP = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
const PLAN = Buffer.from(
  'KẾ HOẠCH\nĐẩy mạnh công tác\n1. Các sở, UBND các xã gửi báo cáo về Công an tỉnh trước ngày 05/7/2026.\n',
);
const FILES: readonly Buffer[] = [
  PLAN,
  Buffer.concat([PLAN, Buffer.from('\u0000\u0001\uFFFE kết quả')]),
  Buffer.from('name,email\nUBND xã Một,mot@x.example\n\u0000,hai@x.example\n'),
  Buffer.from('name;email;phone\n"a\nb";c@x.example;1\n'),
  Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]),
  PDF,
  ZIP,
  Buffer.alloc(0),
  Buffer.from('\uFEFF'),
];
const NAMES = ['ke-hoach.txt', 'a.md', 'ds.csv', 'a.pdf', 'a.docx', 'a.xlsx', 'a', '', 'a.exe'];

/** A request to a route of the contract. */
export function apiRequest(
  { name, route }: (typeof ROUTE_LIST)[number],
  world: FuzzWorld,
  maker: InputMaker,
): FuzzRequest {
  const { random } = maker;
  const query = inputOf(route.query, maker);
  const url = withQuery(filled(route.path, world, maker), query, random);
  const headers = {
    ...(happens(random, 0.97) ? { 'x-requested-with': 'dondoc' } : {}),
    ...cookieOf(world, random),
    ...(happens(random, 0.1) ? { 'x-office': oneOf(random, [...world.offices, '%', 'x']) } : {}),
    ...(happens(random, 0.1) ? { 'x-lang': 'en' } : {}),
  };
  if (route.method === 'GET') return { method: 'GET', url, headers };
  const known = world.bodies[name];
  const body =
    known !== undefined && happens(random, 0.7)
      ? mutated(known, maker)
      : inputOf(route.body, maker);
  const sent = route.upload === null ? jsonOf(body, random) : formOf(body, random);
  return {
    method: route.method,
    url,
    headers: { ...headers, ...sent.headers },
    payload: sent.payload,
  };
}

/** Mostly somebody who may do everything, so that what lies behind the roles is reached. */
function cookieOf({ cookies, master }: FuzzWorld, random: Random): { cookie?: string } {
  if (happens(random, 0.8)) return { cookie: master };
  if (happens(random, 0.8)) return { cookie: oneOf(random, cookies) };
  return happens(random, 0.5)
    ? { cookie: oneOf(random, ['dondoc.session_token=%', 'x', '=;;']) }
    : {};
}

/** A request to a page of an agency. */
export function agencyRequest(
  { method, path }: (typeof AGENCY_PAGES)[number],
  world: FuzzWorld,
  maker: InputMaker,
): FuzzRequest {
  const { random } = maker;
  const url = withQuery(filled(path, world, maker), { saved: '1', sent: ['1', '2'] }, random);
  const headers = {
    ...(happens(random, 0.9) ? { cookie: oneOf(random, world.agencyCookies) } : {}),
    ...(happens(random, 0.1)
      ? { origin: oneOf(random, ['null', 'http://evil.example', 'x']) }
      : {}),
  };
  if (method === 'GET') return { method, url, headers };
  const fields = agencyFields(random, world);
  const takesFiles = /\/(?:send|workbook|annex|sent)$/.test(path);
  const sent = takesFiles && happens(random, 0.8) ? formOf(fields, random) : urlencoded(fields);
  return { method, url, headers: { ...headers, ...sent.headers }, payload: sent.payload };
}

function filled(path: string, world: FuzzWorld, { random, wildness }: InputMaker): string {
  return path.replace(/:([A-Za-z]+)/g, (_all, name: string) => {
    const known = world.ids[name] ?? [];
    const value =
      known.length === 0 || happens(random, wildness / 3)
        ? oneOf(random, NASTY_TEXTS)
        : oneOf(random, known);
    if (happens(random, 0.01)) return oneOf(random, ['%00', '%ED%A0%80', '%', '%zz', '..%2f..']);
    return encodeURIComponent(value.replace(/\p{Cs}/gu, '\u0001'));
  });
}

function withQuery(path: string, query: unknown, random: Random): string {
  if (typeof query !== 'object' || query === null) return path;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || happens(random, 0.4)
      ? []
      : (Array.isArray(value) ? value : [value]).map(
          (one) => `${name}=${encodeURIComponent(String(one).replace(/\p{Cs}/gu, '\u0001'))}`,
        ),
  );
  if (happens(random, 0.02))
    pairs.push(oneOf(random, ['%', 'q=%00', 'before=%ED%A0%80', 'office=x']));
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function agencyFields(random: Random, world: FuzzWorld): Record<string, string> {
  const names = [
    'token',
    'email',
    'draft',
    'figure.PROP_SESSIONS',
    'nil.PROP_SESSIONS',
    'restNil',
    'narrative.results',
    'narrative.difficulties',
    'documentNumber',
    'documentDate',
    'signer',
    'senderName',
    'wantedDay',
    'reason',
    'requestedBy',
    'secretPartApart',
    '__proto__',
    'constructor',
  ];
  const values = [
    ...NASTY_TEXTS,
    ...world.tokens,
    '2026-07-02',
    '2026-07-09',
    '0000-01-01',
    '1.250',
    'xa@songhuong.example',
    'Nguyễn Văn A',
  ];
  return Object.fromEntries(
    names.filter(() => happens(random, 0.7)).map((name) => [name, oneOf(random, values)]),
  );
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer;
}

function urlencoded(fields: Readonly<Record<string, string>>): Sent {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { headers, payload: new URLSearchParams(fields).toString() };
}

function jsonOf(body: unknown, random: Random): Sent {
  const text = JSON.stringify(body ?? null);
  const payload = happens(random, 0.03)
    ? oneOf(random, ['', '{', '\u0000', `${text}}`, '{"__proto__":{"a":1}}', '[['.repeat(5000)])
    : text;
  const type = happens(random, 0.03)
    ? oneOf(random, ['text/plain', 'application/x-www-form-urlencoded', 'x', 'multipart/form-data'])
    : 'application/json';
  return { headers: { 'content-type': type }, payload };
}

/** A multipart form with files of any kind, sometimes cut off or out of shape. */
function formOf(body: unknown, random: Random): Sent {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const part = (head: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ]);
  const parts = [
    ...fields.map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
      return part(`name="${name}"`, Buffer.from(text));
    }),
    ...Array.from({ length: pick(random, 3) }, () => {
      const name = happens(random, 0.2) ? oneOf(random, NASTY_TEXTS) : oneOf(random, NAMES);
      const head = `name="file"; filename="${name}"`;
      return part(`${head}\r\nContent-Type: application/octet-stream`, oneOf(random, FILES));
    }),
  ];
  const whole = Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  const payload = happens(random, 0.15) ? whole.subarray(0, pick(random, whole.length)) : whole;
  const type = happens(random, 0.05)
    ? oneOf(random, [
        'multipart/form-data',
        'multipart/form-data; boundary=other',
        'application/json',
      ])
    : `multipart/form-data; boundary=${BOUNDARY}`;
  return { headers: { 'content-type': type }, payload };
}
