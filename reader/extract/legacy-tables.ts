/** The codes of the TCVN3 (ABC) fonts as they look in Latin-1, beside the letters they stand for, in the same order. */
const TCVN3_ROWS: readonly (readonly [codes: string, letters: string])[] = [
  ['¸µ¶·¹', 'áàảãạ'],
  ['¨¾»¼½Æ', 'ăắằẳẵặ'],
  ['©ÊÇÈÉË', 'âấầẩẫậ'],
  ['®', 'đ'],
  ['ÐÌÎÏÑ', 'éèẻẽẹ'],
  ['ªÕÒÓÔÖ', 'êếềểễệ'],
  ['Ý×ØÜÞ', 'íìỉĩị'],
  ['ãßáâä', 'óòỏõọ'],
  ['«èåæçé', 'ôốồổỗộ'],
  ['¬íêëìî', 'ơớờởỡợ'],
  ['óïñòô', 'úùủũụ'],
  ['\u00ADøõö÷ù', 'ưứừửữự'],
  ['ýúûüþ', 'ýỳỷỹỵ'],
  // The fonts have capitals for the bare letters only; toned ones are small codes in a font of capitals.
  ['¡¢§£¤¥¦', 'ĂÂĐÊÔƠƯ'],
  // Toned capitals of the full standard, at codes that the fonts leave free.
  ['ÀÁÂÃÄ', 'ẮẦẨẪẤ'],
  ['¯º¿ÅÍÙÚ', 'ẰẲẴỀỂỄẾ'],
  ['Ûàðÿ', 'ỒỔỖỐ'],
];

/** What each code of a TCVN3 font stands for. */
export const TCVN3: ReadonlyMap<string, string> = new Map(
  TCVN3_ROWS.flatMap(([codes, letters]) =>
    [...codes].map((code, index): [string, string] => [code, [...letters][index] ?? '']),
  ),
);

/** The marks that VNI fonts set after a letter, and the letters with a mark of their own. */
const VNI_ROWS: readonly (readonly [base: string, marks: string, letters: string])[] = [
  ['a', 'ùøûõï', 'áàảãạ'],
  ['a', 'êéèúüë', 'ăắằẳẵặ'],
  ['a', 'âáàåãä', 'âấầẩẫậ'],
  ['e', 'ùøûõï', 'éèẻẽẹ'],
  ['e', 'âáàåãä', 'êếềểễệ'],
  ['o', 'ùøûõï', 'óòỏõọ'],
  ['o', 'âáàåãä', 'ôốồổỗộ'],
  ['ô', 'ùøûõï', 'ớờởỡợ'],
  ['u', 'ùøûõï', 'úùủũụ'],
  ['ö', 'ùøûõï', 'ứừửữự'],
  ['y', 'ùøûõ', 'ýỳỷỹ'],
  ['', 'ôöñíìæóòî', 'ơưđíìỉĩịỵ'],
];

/** What each letter with its mark in a VNI font stands for; small and capital, and a capital with a small mark. */
export const VNI: ReadonlyMap<string, string> = new Map(
  VNI_ROWS.flatMap(([base, marks, letters]) =>
    [...marks].flatMap((mark, index): [string, string][] => {
      const letter = [...letters][index] ?? '';
      const capital = letter.toUpperCase();
      return [
        [base + mark, letter],
        [base.toUpperCase() + mark.toUpperCase(), capital],
        ...(base === '' ? [] : [[base.toUpperCase() + mark, capital] as [string, string]]),
      ];
    }),
  ),
);
