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

/**
 * A form of the plan's own made of another one. It keeps the key where the plan has none of that key: by it
 * the same period before is found; else it gets one that is free.
 */
export function copiedForm(
  form: FormDefinition,
  {
    taken,
    source,
  }: {
    /** Keys of the plan's own forms. */
    readonly taken: readonly string[];
    readonly source: FormDefinition['source'];
  },
): FormDefinition {
  const stem = form.key.replace(/-\d+$/u, '').slice(0, 50);
  let key = form.key;
  for (let n = 1; taken.includes(key); n += 1) key = `${stem}-${String(n)}`;
  return { ...form, key, source };
}
