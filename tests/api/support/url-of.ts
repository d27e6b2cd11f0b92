/** The address of a route with its parameters and query filled in; throws when a parameter is missing. */
export function urlOf(
  { path }: { readonly path: string },
  params: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, string | number | boolean | null | undefined>> = {},
): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_all, name: string) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`missing ${name} for ${path}`);
    return encodeURIComponent(String(value));
  });
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
  );
  return asked.length === 0 ? filled : `${filled}?${asked.join('&')}`;
}
