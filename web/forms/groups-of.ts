/** The groups (khối, cụm) that some agencies belong to, by name. */
export function groupsOf(agencies: readonly { readonly tags: readonly string[] }[]): string[] {
  return [...new Set(agencies.flatMap(({ tags }) => tags))].sort((a, b) =>
    a.localeCompare(b, 'vi'),
  );
}
