import { describe, expect, test } from '@jest/globals';
import { readBytes } from '../../reader/main.js';
import { inList, p, wordFile } from './support/word-file.js';

const textOf = async (bytes: Buffer): Promise<string> => {
  const { text } = await readBytes({ name: 'a.docx', bytes });
  return text.replace(/\n+/gu, '\n').trim();
};

const NUMBERING = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">${[
  ['0', 'upperRoman', '%1.'],
  ['1', 'decimal', '%2.'],
  ['2', 'lowerLetter', '%3)'],
  ['3', 'bullet', '\uF0B7'],
]
  .map(
    ([level, format, text]) =>
      `<w:lvl w:ilvl="${level ?? ''}"><w:start w:val="1"/><w:numFmt w:val="${format ?? ''}"/><w:lvlText w:val="${text ?? ''}"/></w:lvl>`,
  )
  .join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
const withNumbers = { parts: { 'word/numbering.xml': NUMBERING } };

describe('files as Word and others write them', () => {
  test('automatic numbers stand in the text, each level counted anew below its own', async () => {
    const list = [
      p('TỔ CHỨC', { pPr: inList(0) }),
      p('Sở Y tế', { pPr: inList(1) }),
      p('Báo cáo', { pPr: inList(2) }),
      p('Lập danh sách', { pPr: inList(2) }),
      p('Sở Xây dựng', { pPr: inList(1) }),
      p('Báo cáo', { pPr: inList(2) }),
      p('gạch', { pPr: inList(3) }),
      p('KINH PHÍ', { pPr: inList(0) }),
      p('Ngân sách', { pPr: inList(1) }),
    ].join('');
    expect(await textOf(wordFile(list, withNumbers))).toBe(
      'I. TỔ CHỨC\n1. Sở Y tế\na) Báo cáo\nb) Lập danh sách\n2. Sở Xây dựng\na) Báo cáo\n- gạch\nII. KINH PHÍ\n1. Ngân sách',
    );
  });

  test('duties below automatic numbers have their owners', async () => {
    const list = [
      ...['UBND TỈNH SÔNG HƯƠNG', 'Số: 12/KH-UBND', 'KẾ HOẠCH', 'Giữ sạch bến sông năm 2027'].map(
        (line) => p(line),
      ),
      p('TỔ CHỨC THỰC HIỆN', { pPr: inList(0) }),
      p('Sở Y tế', { pPr: inList(1) }),
      p('Gửi báo cáo về UBND tỉnh trước ngày 15/6/2027.', { pPr: inList(2) }),
      p('Sở Xây dựng', { pPr: inList(1) }),
      p('Gửi báo cáo về UBND tỉnh trước ngày 20/6/2027.', { pPr: inList(2) }),
    ].join('');
    const { draft } = await readBytes({ name: 'a.docx', bytes: wordFile(list, withNumbers) });
    expect(draft.obligations.map(({ owedBy, due }) => [...owedBy, due.date])).toEqual([
      ['Sở Y tế', '2027-06-15'],
      ['Sở Xây dựng', '2027-06-20'],
    ]);
  });

  const BOX = '<w:txbxContent><w:p><w:r><w:t>Số: 44/KH-UBND</w:t></w:r></w:p></w:txbxContent>';
  test.each([
    [
      'of Word, with what older programs show beside it',
      `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`,
    ],
    ['of LibreOffice and WPS', `<w:drawing><wps:txbx>${BOX}</wps:txbx></w:drawing>`],
    ['in VML', `<w:pict><v:shape><v:textbox>${BOX}</v:textbox></v:shape></w:pict>`],
  ])('a text box %s is read once', async (_program, box) => {
    const body = `<w:p><w:r>${box}</w:r></w:p>${p('Nội dung')}`;
    expect(await textOf(wordFile(body))).toBe('Số: 44/KH-UBND\nNội dung');
  });

  test('a footnote stands in brackets where it is referred to', async () => {
    const notes =
      '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Trừ các xã đảo.</w:t></w:r></w:p></w:footnote></w:footnotes>';
    const body =
      '<w:p><w:r><w:t>UBND các xã, phường</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> gửi báo cáo</w:t></w:r></w:p>';
    expect(await textOf(wordFile(body, { parts: { 'word/footnotes.xml': notes } }))).toBe(
      'UBND các xã, phường (Trừ các xã đảo) gửi báo cáo',
    );
  });

  test('fields show what they came to; commands, deleted, hidden and struck-out words are left out', async () => {
    const run = (inner: string) => `<w:r>${inner}</w:r>`;
    const body = `<w:p>${run('<w:t xml:space="preserve">trước ngày </w:t>')}${run('<w:fldChar w:fldCharType="begin"/>')}${run('<w:instrText>DATE</w:instrText>')}${run('<w:fldChar w:fldCharType="separate"/>')}${run('<w:t>15/6/2027</w:t>')}${run('<w:fldChar w:fldCharType="end"/>')}<w:fldSimple w:instr="X">${run('<w:t xml:space="preserve"> về Sở Y tế</w:t>')}</w:fldSimple><w:del>${run('<w:delText>bỏ</w:delText>')}</w:del><w:ins>${run('<w:t>, thêm</w:t>')}</w:ins>${run('<w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t>')}${run('<w:rPr><w:strike/></w:rPr><w:t>gạch</w:t>')}${run('<w:rPr><w:strike w:val="0"/></w:rPr><w:t>.</w:t>')}</w:p>`;
    expect(await textOf(wordFile(body))).toBe('trước ngày 15/6/2027 về Sở Y tế, thêm.');
  });

  test('the main part may have any name', async () => {
    expect(await textOf(wordFile(p('Kế hoạch'), { main: 'word/document2.xml' }))).toBe('Kế hoạch');
  });

  test('an imported page is read in its place', async () => {
    const bytes = wordFile(`${p('Trước')}<w:altChunk r:id="rId5"/>${p('Sau')}`, {
      relations: '<Relationship Id="rId5" Type="http://x/aFChunk" Target="/word/part.html"/>',
      parts: {
        'word/part.html': '<html><head><title>x</title></head><body><p>Giữa</p></body></html>',
      },
    });
    expect((await textOf(bytes)).replace(/\s+/gu, ' ')).toBe('Trước Giữa Sau');
  });

  test.each([
    ['an embedded object', '<w:object><o:OLEObject/></w:object>'],
    ['a diagram', '<w:drawing><a:graphicData uri="http://x/diagram"/></w:drawing>'],
    [
      'a picture as large as writing',
      '<w:drawing><wp:extent cx="5000000" cy="6000000"/></w:drawing>',
    ],
  ])('%s that nobody can read is told', async (_thing, drawing) => {
    const bytes = wordFile(`${p('Kế hoạch')}<w:p><w:r>${drawing}</w:r></w:p>`);
    const { draft, text } = await readBytes({ name: 'a.docx', bytes });
    expect(draft.unread).toMatchObject([{ why: 'not_readable' }]);
    const [{ start, end, text: shown } = { start: 0, end: 0, text: '' }] = draft.unread;
    expect(text.slice(start, end)).toBe(shown);
  });

  test('a small picture, a seal or a signature, is passed over', async () => {
    const seal = '<w:drawing><wp:extent cx="900000" cy="900000"/></w:drawing>';
    const bytes = wordFile(`${p('Kế hoạch')}<w:p><w:r>${seal}</w:r></w:p>`);
    expect((await readBytes({ name: 'a.docx', bytes })).draft.unread).toEqual([]);
  });
});
