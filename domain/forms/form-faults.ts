/** What of a form is looked at; its whole shape stands in `schemas/form-definition.ts`, which asks here. */
interface CheckedForm {
  readonly name: string;
  readonly sections: readonly { readonly key: string; readonly heading: string }[];
  readonly indicators: readonly {
    readonly code: string;
    readonly label: string;
    readonly section: string;
    readonly across: string;
    readonly ratio: { readonly part: string; readonly whole: string } | null;
    readonly reporters: readonly string[] | null;
    readonly groups?: readonly string[] | null | undefined;
    readonly countedFrom?: readonly string[] | null | undefined;
  }[];
  readonly rules: readonly { readonly code: string; readonly of: readonly string[] }[];
  readonly phrases: readonly { readonly section: string; readonly text: string }[];
}

/** One thing that is missing or wrong in a form, with its place: `['indicators', 3, 'label']`. */
export interface FormFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const CODE = /^[A-Z][A-Z0-9_]{0,39}$/u;
const SPOKEN = /\{([A-Z0-9_]+)~?\}/gu;

/** What keeps a form from being used, in the order of its parts; empty when nothing does. */
export function formFaults(form: CheckedForm): readonly FormFault[] {
  return [
    ...lack(['name'], form.name, 'Cần ghi tên biểu mẫu'),
    ...(form.sections.length === 0
      ? [{ path: ['sections'], message: 'Biểu mẫu cần ít nhất một mục' }]
      : []),
    ...form.sections.flatMap(({ heading }, n) =>
      lack(['sections', n, 'heading'], heading, 'Cần ghi tên mục'),
    ),
    ...twice(form.sections.map(({ key }) => key)).map(({ name, index }) => ({
      path: ['sections', index],
      message: `Hai mục cùng mã ${name}`,
    })),
    ...form.indicators.flatMap((figure, n) => figureFaults(form, figure, n)),
    ...twice(codesOf(form)).map(({ name, index }) => ({
      path: ['indicators', index, 'code'],
      message: `Hai chỉ tiêu cùng mã ${name}`,
    })),
    ...form.rules.flatMap(({ code, of }, n) => [
      ...(of.length === 0
        ? [{ path: ['rules', n], message: 'Quan hệ giữa các chỉ tiêu cần ghi so với chỉ tiêu nào' }]
        : []),
      ...[code, ...of].flatMap((one) => unknown(form, ['rules', n], one)),
    ]),
    ...form.phrases.flatMap(({ section, text }, n) => [
      ...lack(['phrases', n, 'text'], text, 'Câu tổng hợp còn để trống'),
      ...[...text.matchAll(SPOKEN)].flatMap(([, code = '']) =>
        unknown(form, ['phrases', n, 'text'], code),
      ),
      ...(form.sections.some(({ key }) => key === section)
        ? []
        : [
            {
              path: ['phrases', n, 'section'],
              message: `Câu tổng hợp thuộc mục không có: ${section}`,
            },
          ]),
    ]),
  ];
}

function figureFaults(
  form: CheckedForm,
  figure: CheckedForm['indicators'][number],
  n: number,
): FormFault[] {
  const { label, code, section, across, ratio, reporters, groups, countedFrom } = figure;
  const at = (field: string) => ['indicators', n, field];
  const nobody = [reporters, groups ?? null, countedFrom ?? null].some(
    (some) => some?.length === 0,
  );
  return [
    ...lack(at('label'), label, 'Cần ghi tên chỉ tiêu'),
    ...(CODE.test(code)
      ? []
      : [
          {
            path: at('code'),
            message: `Mã chỉ tiêu “${code}” chưa đúng: gồm chữ in hoa không dấu, chữ số và gạch dưới`,
          },
        ]),
    ...(form.sections.some(({ key }) => key === section)
      ? []
      : [
          {
            path: at('section'),
            message: `Chỉ tiêu “${label}” không thuộc mục nào của biểu mẫu`,
          },
        ]),
    ...(nobody
      ? [{ path: at('reporters'), message: `Chỉ tiêu “${label}”: chưa chọn ai báo cáo` }]
      : []),
    ...((across === 'ratio') === (ratio !== null && ratio.part !== '' && ratio.whole !== '')
      ? []
      : [{ path: at('ratio'), message: `Tỷ lệ “${label}” cần ghi hai chỉ tiêu để tính` }]),
    ...[ratio?.part ?? '', ratio?.whole ?? ''].flatMap((one) =>
      one === '' ? [] : unknown(form, at('ratio'), one),
    ),
  ];
}

function lack(path: FormFault['path'], text: string, message: string): FormFault[] {
  return text.trim() === '' ? [{ path, message }] : [];
}

function unknown(form: CheckedForm, path: FormFault['path'], code: string): FormFault[] {
  return codesOf(form).includes(code) ? [] : [{ path, message: `Không có chỉ tiêu mã ${code}` }];
}

function codesOf({ indicators }: CheckedForm): string[] {
  return indicators.map(({ code }) => code);
}

/** Names given more than once, each at its second place. */
function twice(names: readonly string[]): { readonly name: string; readonly index: number }[] {
  return names.flatMap((name, index) => {
    const before = names.slice(0, index).filter((one) => one === name).length;
    return before === 1 ? [{ name, index }] : [];
  });
}
