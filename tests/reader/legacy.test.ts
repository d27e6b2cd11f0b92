import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { fromTcvn3, fromVni } from '../../reader/extract/legacy.js';
import { TCVN3, VNI } from '../../reader/extract/legacy-tables.js';
import { isSyllable } from '../../reader/extract/syllables.js';
import { readBytes, UnreadableDocument } from '../../reader/main.js';

const sample = readFileSync(join(import.meta.dirname, '../../cli/sample/plan.txt'), 'utf8');
const SMALL = 'áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ';

/** A text as an old font shows it; toned capitals that the font lacks have the codes of small letters. */
function written(text: string, codes: ReadonlyMap<string, string>): string {
  const back = new Map([...codes].reverse().map(([code, letter]) => [letter, code]));
  return [...text.normalize('NFC')]
    .map((letter) => back.get(letter) ?? back.get(letter.toLowerCase()) ?? letter)
    .join('');
}

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
/** What Latin-1 has no place for is set as those fonts do. */
const plain = (text: string) => text.replace(/[–—]/gu, '-').replace(/[“”]/gu, '"');
const due = async (name: string, bytes: Uint8Array) => {
  const { draft, text } = await readBytes({ name, bytes });
  for (const { evidence } of draft.obligations) {
    expect(text.slice(evidence.start, evidence.end)).toBe(evidence.text);
  }
  return { text, extractor: draft.source.extractor, due: draft.obligations.map((o) => o.due.date) };
};

describe('the letters of the old fonts', () => {
  test('TCVN3: every small letter, every capital', () => {
    expect(SMALL).toHaveLength(67);
    for (const letter of SMALL) expect(fromTcvn3(`t${written(letter, TCVN3)}`)).toBe(`t${letter}`);
    for (const letter of 'ĂÂĐÊÔƠƯ') expect(fromTcvn3(written(letter, TCVN3))).toBe(letter);
    // A toned capital has the code of the small letter; its neighbours tell.
    for (const letter of SMALL) {
      expect(fromTcvn3(`T${written(letter, TCVN3)}NH`)).toBe(`T${letter.toUpperCase()}NH`);
    }
  });

  test('VNI: every letter, small and capital', () => {
    for (const letter of SMALL + SMALL.toUpperCase()) {
      expect(fromVni(written(letter, VNI))).toBe(letter);
    }
  });

  test.each([
    ['KÕ ho¹ch triÓn khai Th¸ng hµnh ®éng phßng, chèng tÖ n¹n x· héi', fromTcvn3],
    ['Keá hoaïch trieån khai Thaùng haønh ñoäng phoøng, choáng teä naïn xaõ hoäi', fromVni],
  ])('%s', (shown, convert) => {
    expect(convert(shown)).toBe('Kế hoạch triển khai Tháng hành động phòng, chống tệ nạn xã hội');
  });

  test('capitals of a TCVN3 line, and a letterhead in a font of capitals', () => {
    expect(fromTcvn3('ñY BAN NH¢N D¢N TØNH, KÕ HO¹CH')).toBe('ỦY BAN NHÂN DÂN TỈNH, KẾ HOẠCH');
    expect(fromTcvn3('céng hßa x· héi chñ nghÜa viÖt nam\nkÕ ho¹ch\nVÒ viÖc nµy')).toBe(
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH\nVề việc này',
    );
    expect(fromTcvn3('· Lª V¨n ¸nh')).toBe('· Lê Văn ánh');
  });

  test.each(['hoạch', 'nghiệm', 'quý', 'giờ', 'huỷ', 'hủy', 'khuya', 'thuốc', 'Ủy', 'yêu', 'ở'])(
    '%s is a syllable',
    (word) => {
      expect(isSyllable(word)).toBe(true);
      expect(isSyllable(word.normalize('NFD'))).toBe(true);
    },
  );

  test.each(['hồạch', 'müssen', 'façade', 'thuỗc', 'đđộng', 'ngượcc'])('%s is none', (word) => {
    expect(isSyllable(word)).toBe(false);
  });
});

describe('a document in an old encoding', () => {
  const whole = { due: ['2027-07-05', '2027-07-10'] };

  test.each([
    ['TCVN3', TCVN3],
    ['VNI', VNI],
  ] as const)('%s as bytes, as letters and in a .docx', async (encoding, codes) => {
    const shown = written(plain(sample), codes);
    expect(shown).not.toBe(sample);
    const bytes = await due('a.txt', latin1(shown));
    expect(bytes).toMatchObject({ ...whole, extractor: `text, ${encoding}` });
    expect(bytes.text.toLowerCase()).toBe(plain(sample).toLowerCase());
    const letters = await due('a.txt', new TextEncoder().encode(shown));
    expect(letters).toMatchObject({ ...whole, extractor: `text, ${encoding}` });
    const document = new Document({
      sections: [{ children: shown.split('\n').map((line) => new Paragraph(line)) }],
    });
    const docx = await due('a.docx', await Packer.toBuffer(document));
    expect(docx).toMatchObject(whole);
    expect(docx.extractor).toMatch(new RegExp(`^docx .*, ${encoding}$`, 'u'));
  });

  test('Windows-1258, whose tones follow their letters', async () => {
    const single = new Map(
      Array.from({ length: 128 }, (_, index): [string, number] => [
        new TextDecoder('windows-1258').decode(Uint8Array.of(index + 128)),
        index + 128,
      ]),
    );
    const bytes = [...sample].flatMap((letter) => {
      if (single.has(letter) || letter < '\u0080')
        return [single.get(letter) ?? letter.charCodeAt(0)];
      const [base = '', ...marks] = [...letter.normalize('NFD')];
      const tone = marks.find((mark) => /[\u0300\u0301\u0303\u0309\u0323]/u.test(mark)) ?? '';
      const rest = (base + marks.filter((mark) => mark !== tone).join('')).normalize('NFC');
      return [rest, tone].flatMap((part) =>
        part === '' ? [] : [single.get(part) ?? part.charCodeAt(0)],
      );
    });
    expect(await due('a.txt', Uint8Array.from(bytes))).toEqual({
      ...whole,
      text: sample,
      extractor: 'text, Windows-1258',
    });
  });

  test.each([
    ['bytes of another language', latin1('Müßig schön wäre größere Übung für Bücher. '.repeat(20))],
    [
      'letters of a font not known',
      new TextEncoder().encode('¸¹ê kßµtèæ ®ëxê qºwz çþý '.repeat(30)),
    ],
  ])('%s are refused', async (_, bytes) => {
    await expect(readBytes({ name: 'a.txt', bytes })).rejects.toThrow(
      expect.objectContaining({ constructor: UnreadableDocument, code: 'LEGACY_ENCODING' }),
    );
  });

  test.each([
    ['German', 'Der Bericht über das erste Halbjahr ist bis zum Monatsende vorzulegen. '],
    ['English', 'A plain English text with a façade and a naïve café. '],
  ])('a text in %s stays as it is', async (_, sentence) => {
    const shown = sentence.repeat(20);
    const { draft, text } = await readBytes({
      name: 'a.txt',
      bytes: new TextEncoder().encode(shown),
    });
    expect(text).toBe(shown);
    expect(draft.source.extractor).toBe('text');
  });
});
