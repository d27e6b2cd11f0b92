/** A register with the rows chosen in it, as its routes take it. */
export function registerForm(
  file: File,
  chosen?: readonly { readonly line: number; readonly obligationId: string }[],
): FormData {
  const body = new FormData();
  if (chosen !== undefined) body.set('chosen', JSON.stringify(chosen));
  body.set('file', file);
  return body;
}
