type Json = Readonly<Record<string, unknown>>;

/** What is shorter than this as JSON reads better where it stands. */
const SHORTEST = 160;

/**
 * A document with each schema of an object that stands in it more than once named and referred to; a schema is named
 * after the field that it is of, or the operation that it was met in first.
 */
export function sharedSchemas<Document>(document: Document): {
  readonly document: Document;
  readonly schemas: Json;
} {
  const counts = new Map<string, number>();
  everySchema(document, (schema) => {
    const text = JSON.stringify(schema);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  });
  const names = new Map<string, string>();
  const schemas: Record<string, unknown> = {};
  const referred = (value: unknown, path: readonly string[], isRoot = false): unknown => {
    if (Array.isArray(value)) return value.map((one) => referred(one, path));
    if (!isObject(value)) return value;
    const text = JSON.stringify(value);
    if (!isRoot && isShared(value) && (counts.get(text) ?? 0) > 1 && text.length >= SHORTEST) {
      let name = names.get(text);
      if (name === undefined) {
        name = freeName(path, schemas);
        names.set(text, name);
        schemas[name] = {};
        schemas[name] = referred(value, path, true);
      }
      return { $ref: `#/components/schemas/${name}` };
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, below]) => [
        key,
        key === 'example' ? below : referred(below, isNoName(key) ? path : [...path, key]),
      ]),
    );
  };
  return { document: referred(document, []) as Document, schemas };
}

function everySchema(value: unknown, found: (schema: Json) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) everySchema(one, found);
  } else if (isObject(value)) {
    if (isShared(value)) found(value);
    for (const [key, below] of Object.entries(value)) {
      if (key !== 'example') everySchema(below, found);
    }
  }
}

/** An object's schema, or a choice of several; references of a schema to itself stay in their place. */
function isShared(value: Json): boolean {
  const isSchema =
    (value['type'] === 'object' && 'properties' in value) || 'anyOf' in value || 'oneOf' in value;
  return isSchema && !JSON.stringify(value).includes('"$ref":"#');
}

/** Words of the schema itself, which tell nothing of what it is. */
function isNoName(key: string): boolean {
  return /^(?:schema|content|application\/json|multipart\/form-data|properties|items|responses|200|anyOf|oneOf|allOf|requestBody|parameters)$/u.test(
    key,
  );
}

/** "/api/plans/{planId}", "get", "cycles": "Cycles"; with what stands before where that is taken. */
function freeName(path: readonly string[], taken: Json): string {
  const words = path.map((part) =>
    part
      .replace(/^\/api/u, '')
      .split(/[^A-Za-z0-9]+/u)
      .filter((word) => word !== '')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
  );
  for (let from = words.length - 1; from >= 0; from -= 1) {
    const name = words.slice(from).join('');
    if (name !== '' && !/^(?:Get|Post|Put|Delete)$/u.test(name) && !(name in taken)) return name;
  }
  let nth = 2;
  while (`${words.join('')}${String(nth)}` in taken) nth += 1;
  return `${words.join('')}${String(nth)}`;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
