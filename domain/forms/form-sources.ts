import type { FormDefinition } from '../schemas/form-definition.js';

/** A form read from a file, named by it. */
export function asTemplate(form: FormDefinition, fileName: string): FormDefinition {
  const name = fileName
    .replace(/\.[a-z]+$/iu, '')
    .replace(/[_\s]+/gu, ' ')
    .trim();
  return {
    ...form,
    key: 'template',
    name: (name === '' ? 'Biểu mẫu từ tệp' : name).slice(0, 200),
    nameEn: '',
    source: 'template',
  };
}

/** A form of the plan's own made of another one; its key is one that the plan has not. */
export function copiedForm(
  form: FormDefinition,
  {
    taken,
    source = form.source,
  }: { readonly taken: readonly string[]; readonly source?: FormDefinition['source'] },
): FormDefinition {
  const stem = form.key.replace(/-\d+$/u, '').slice(0, 50);
  const count = [...Array(taken.length + 1).keys()].find(
    (n) => !taken.includes(`${stem}-${String(n + 1)}`),
  );
  return { ...form, key: `${stem}-${String((count ?? taken.length) + 1)}`, source };
}
