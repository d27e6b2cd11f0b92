type Schema = Readonly<Record<string, unknown>>;

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '0195f3a0-5b7e-4c1d-9a40-1f2e3d4c5b6a',
  date: '2026-07-05',
  'date-time': '2026-07-03T17:00:00+07:00',
  email: 'canbo@songhuong.example',
  uri: 'https://nhan.songhuong.example/tin',
};
/** By which a field without a format is known. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/On$|Days?$/, '2026-07-05'],
  [/Ids$/, '0195f3a0-5b7e-4c1d-9a40-1f2e3d4c5b6a'],
  [/password$|^next$/, 'mua-roi-tren-song-Huong'],
  [/phrase/i, 'trước ngày 05/7/2026'],
  [/number$/i, '25/BC-UBND'],
  [/phone$/i, '0900 000 100'],
  [/reason|answer|words/i, 'theo đề nghị của đơn vị'],
  [/sha256|hash|seen/i, '9f2c4a0b7d31'],
  [/agency/i, 'UBND xã Đồng Mai'],
  [/title|subject/i, 'Tháng hành động phòng, chống ma túy năm 2026'],
  [/time/i, '14:00'],
];

/** A value of a JSON Schema as a reader might meet it, the same for the same schema; deep down lists are empty. */
export function exampleOf(schema: unknown, name = '', depth = 0): unknown {
  if (typeof schema !== 'object' || schema === null) return null;
  const of = schema as Schema;
  if ('example' in of) return of['example'];
  if ('const' in of) return of['const'];
  if ('default' in of) return of['default'];
  if (Array.isArray(of['enum'])) return of['enum'][0] as unknown;
  const options = of['anyOf'] ?? of['oneOf'];
  if (Array.isArray(options)) {
    const real = options.find((one) => (one as Schema)['type'] !== 'null') as unknown;
    return depth > 6 ? null : exampleOf(real, name, depth);
  }
  if (Array.isArray(of['allOf'])) {
    const parts = of['allOf'].map((one) => exampleOf(one, name, depth) as object);
    return Object.assign({}, ...parts) as unknown;
  }
  return ofType(of, name, depth);
}

function ofType(of: Schema, name: string, depth: number): unknown {
  switch (of['type']) {
    case 'object':
      return ofObject(of, depth);
    case 'array': {
      const least = Number(of['minItems'] ?? 0);
      return depth > 4 && least === 0 ? [] : [exampleOf(of['items'], name, depth + 1)];
    }
    case 'integer':
    case 'number':
      return Math.max(1, Number(of['minimum'] ?? 1));
    case 'boolean':
      return true;
    case 'string':
      return textOf(of, name);
    default:
      return null;
  }
}

function ofObject(of: Schema, depth: number): Record<string, unknown> {
  const { properties = {}, required = [] } = of as {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  };
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, inner]) => [name, exampleOf(inner, name, depth + 1)]),
  );
}

function textOf(of: Schema, name: string): string {
  const format = of['format'];
  if (typeof format === 'string' && format in BY_FORMAT) return BY_FORMAT[format] ?? '';
  return BY_NAME.find(([known]) => known.test(name))?.[1] ?? 'Nội dung';
}
