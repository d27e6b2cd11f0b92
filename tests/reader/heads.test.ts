import { describe, expect, test } from '@jest/globals';
import { draftOf } from './duty-lines.js';

const NATIONAL = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc';
const BODY =
  'KẾ HOẠCH\nTrồng cây năm 2026\n\nThực hiện Nghị quyết số 5/NQ-HĐND, UBND tỉnh ban hành Kế hoạch như sau:\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Xây dựng báo cáo UBND tỉnh trước ngày 20/11/2026.\n';

const head = (text: string) => {
  const { type, number, issuer, place, issuedOn } = draftOf(text).document;
  return { type, number, issuer, place, issuedOn };
};

describe('the head of a document', () => {
  test.each([
    [
      'the lower of two lines issues',
      `UBND TỈNH SÔNG HƯƠNG\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\n${NATIONAL}\nSố: 9/SVHTTDL-QLVH&GĐ\nSông Hương, ngày 05/6/2026\n${BODY}`,
      ['9/SVHTTDL-QLVH&GĐ', 'Sở Văn hóa, Thể thao và Du lịch', 'Sông Hương', '2026-06-05'],
    ],
    [
      'a telegram says the hour; short names stay in capitals',
      `BAN CHQS KHU VỰC 2\nSố: 9/CĐ-BCH\nSông Hương, hồi 15 giờ 30 ngày 05 tháng 6 năm 2026\n${BODY}`,
      ['9/CĐ-BCH', 'Ban CHQS khu vực 2', 'Sông Hương', '2026-06-05'],
    ],
    [
      'a place behind the field of a department',
      `SỞ Y TẾ SÔNG HƯƠNG\n${NATIONAL}\nSố: 9/SYT-NV\nSông Hương, ngày 05 tháng 6 năm 2026\n${BODY}`,
      ['9/SYT-NV', 'Sở Y tế Sông Hương', 'Sông Hương', '2026-06-05'],
    ],
    [
      'an office belongs to the body above it',
      `UBND TỈNH SÔNG HƯƠNG\nVĂN PHÒNG\n${NATIONAL}\nSố: 9/VP-TH\nSông Hương, ngày 05 tháng 6 năm 2026\n${BODY}`,
      ['9/VP-TH', 'Văn phòng UBND tỉnh Sông Hương', 'Sông Hương', '2026-06-05'],
    ],
    [
      'words broken by narrow columns',
      `ỦY\nBAN NHÂN DÂN\nTỈNH SÔNG HƯƠNG\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố:\n33/KH-UBND\n|\nSông\nHương, ngày 24 tháng 12 năm 2026\n|\n${BODY}`,
      ['33/KH-UBND', 'Ủy ban nhân dân tỉnh Sông Hương', 'Sông Hương', '2026-12-24'],
    ],
    [
      'blanks stay blank',
      `ỦY BAN NHÂN DÂN\nTỈNH SÔNG HƯƠNG\n${NATIONAL}\nSố:      /KH-UBND\nSông Hương, ngày …/6/2026\n${BODY}`,
      [null, 'Ủy ban nhân dân tỉnh Sông Hương', 'Sông Hương', null],
    ],
    [
      'a party committee',
      `TỈNH ỦY SÔNG HƯƠNG\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*\nSố 45-KH/BTGDVTU\nĐẢNG CỘNG SẢN VIỆT NAM\nSông Hương, ngày 03 tháng 3 năm 2026\n${BODY}`,
      ['45-KH/BTGDVTU', 'Ban Tuyên giáo và Dân vận', 'Sông Hương', '2026-03-03'],
    ],
    [
      'a standing part of the body above it, whose place stands in a line of its own',
      `ỦY BAN MTTQ VIỆT NAM\nTỈNH SÔNG HƯƠNG\nBAN THƯỜNG TRỰC\n-----\nSố: 21/KH-MTTQ\n${NATIONAL}\nSông Hương, ngày 03 tháng 3 năm 2026\n${BODY}`,
      [
        '21/KH-MTTQ',
        'Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Sông Hương',
        'Sông Hương',
        '2026-03-03',
      ],
    ],
    [
      'the motto on the right issues nothing',
      `TỈNH ĐOÀN SÔNG HƯƠNG\nBAN THƯỜNG VỤ\n***\nSố: 8-KH/TĐTN\nĐOÀN TNCS HỒ CHÍ MINH\nSông Hương, ngày 03 tháng 3 năm 2026\n${BODY}`,
      ['8-KH/TĐTN', 'Ban Thường vụ Tỉnh đoàn Sông Hương', 'Sông Hương', '2026-03-03'],
    ],
    [
      'rules run into the next line, a date broken behind "năm"',
      `ỦY BAN NHÂN DÂN\nTỈNH SÔNG HƯƠNG\n${NATIONAL}\n-------Số: 41/KH-UBND\n--------------Sông Hương, ngày 03 tháng 3 năm\n2026\n${BODY}`,
      ['41/KH-UBND', 'Ủy ban nhân dân tỉnh Sông Hương', 'Sông Hương', '2026-03-03'],
    ],
  ])('%s', (_name, text, [number, issuer, place, issuedOn]) => {
    expect(head(text)).toEqual({ type: 'KẾ HOẠCH', number, issuer, place, issuedOn });
  });

  test("a whole left column before the national title, its subject over several lines, below a portal's introduction", () => {
    const left = `UBND TỈNH SÔNG HƯƠNG\nSỞ NỘI VỤ\n-------\nSố: 21/SNV-CCHC\nV/v báo cáo kết quả công tác sắp xếp, lưu trữ hồ sơ và tài liệu quý III\nnăm 2026 của các cơ quan`;
    const letter = `${left}\n\n${NATIONAL}\nSông Hương, ngày 28 tháng 8 năm 2026\n\nKính gửi: Các sở, ngành tỉnh.\n\nSở Nội vụ yêu cầu các sở, ngành báo cáo kết quả về Sở Nội vụ trước ngày 16/9/2026./.\n`;
    for (const text of [letter, `Tin nổi bật trong ngày: nhiều hoạt động sôi nổi\n${letter}`]) {
      const { number, issuer, issuedOn, subject } = draftOf(text).document;
      expect([number, issuer, issuedOn]).toEqual(['21/SNV-CCHC', 'Sở Nội vụ', '2026-08-28']);
      expect(subject).toContain('năm 2026 của các cơ quan');
    }
  });

  test("a Party's subject begins small and cites; a preamble run into a subject is cut off; a name with an apostrophe signs", () => {
    const of = (subject: string) =>
      draftOf(
        `TỈNH ỦY SÔNG HƯƠNG\n*\nSố 45-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nSông Hương, ngày 03 tháng 3 năm 2026\n\nKẾ HOẠCH\n${subject}\nI. TỔ CHỨC THỰC HIỆN\n1. Các chi bộ báo cáo Tỉnh ủy trước ngày 20/11/2026.\n\nNơi nhận:\n- Như trên.\nT/M TỈNH ỦY\nBÍ THƯ\nRơ Mẫu H'Thử\n`,
      ).document;
    const cites = 'thực hiện Chỉ thị số 5-CT/TW ngày 23/7/2025 của Ban Bí thư';
    expect(of(cites)).toMatchObject({ subject: cites, signer: { name: "Rơ Mẫu H'Thử" } });
    expect(
      of('Kiểm kê bến thuyền năm 2026 Căn cứ Quyết định số 2/QĐ-TTg, Tỉnh ủy ban hành Kế hoạch:')
        .subject,
    ).toBe('Kiểm kê bến thuyền năm 2026');
  });

  test('a number that the subject cites is not its own', () => {
    const { document } = draftOf(
      `UBND TỈNH SÔNG HƯƠNG\nSỞ XÂY DỰNG\n${NATIONAL}\nSố:     /SXD-QLN\nV/v triển khai Kế hoạch số 45/KH-UBND\nngày 10/5/2026 của UBND tỉnh\nSông Hương, ngày 15 tháng 5 năm 2026\n\nKính gửi: UBND các xã, phường.\n\nSở Xây dựng thông báo./.\n`,
    );
    expect(document.number).toBeNull();
    expect(document.subject).toContain('ngày 10/5/2026 của UBND tỉnh');
  });

  test('without a type line the symbol names the type and the capitals are the subject', () => {
    const { document } = draftOf(
      `ỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG\n${NATIONAL}\nSố: 12/KH-UBND\nSông Hương, ngày 15 tháng 5 năm 2026\nTRIỂN KHAI NĂM TRỒNG CÂY 2026\nI. MỤC ĐÍCH\n1. Trồng cây.\n`,
    );
    expect(document).toMatchObject({ type: 'KẾ HOẠCH', subject: 'TRIỂN KHAI NĂM TRỒNG CÂY 2026' });
  });

  test.each([
    [
      'a sentence knows which words of a subject in capitals are names, in either placement of tones',
      'UBND tỉnh ban hành Kế hoạch phòng, chống ma tuý trên địa bàn tỉnh Sông Hương năm 2026 như sau:',
      'Phòng, chống ma tuý trên địa bàn tỉnh Sông Hương năm 2026',
    ],
    [
      'nobody says it otherwise',
      'Kế hoạch PHÒNG, CHỐNG MA TÚY TRÊN ĐỊA BÀN TỈNH SÔNG HƯƠNG NĂM 2026 gồm các nội dung sau:',
      'PHÒNG, CHỐNG MA TÚY TRÊN ĐỊA BÀN TỈNH SÔNG HƯƠNG NĂM 2026',
    ],
  ])('%s', (_which, sentence, subject) => {
    const { document } = draftOf(
      `ỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG\n${NATIONAL}\nSố: 12/KH-UBND\nSông Hương, ngày 15 tháng 5 năm 2026\nKẾ HOẠCH\nPHÒNG, CHỐNG MA TÚY TRÊN ĐỊA BÀN TỈNH SÔNG HƯƠNG NĂM 2026\nThực hiện Công văn số 5/BCA-C04 ngày 03/3/2026 của Bộ Công an, ${sentence}\nI. MỤC ĐÍCH\n1. Các sở báo cáo trước ngày 20/11/2026.\n`,
    );
    expect(document.subject).toBe(subject);
    // Where it was found is where it is printed.
    expect(document.evidence['subject']?.text).toContain('PHÒNG, CHỐNG MA TÚY');
  });

  test('who signs in the column beside the distribution list', () => {
    const { document } = draftOf(
      `${BODY}\nNơi nhận:              TM. ỦY BAN NHÂN DÂN\n- Bộ Xây dựng;            KT. CHỦ TỊCH\n- Lưu: VT.                PHÓ CHỦ TỊCH\n\n                        Lê Văn Mẫu\n`,
    );
    expect(document.distribution).toEqual(['Bộ Xây dựng', 'Lưu: VT']);
    expect(document.signer).toEqual({
      capacity: 'KT. CHỦ TỊCH',
      position: 'PHÓ CHỦ TỊCH',
      name: 'Lê Văn Mẫu',
    });
  });
});

describe('what stands around a document', () => {
  const foot = '\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Mẫu\n';
  const dates = (text: string) => draftOf(text).obligations.map(({ due }) => due.date);
  const warned = (text: string) => draftOf(text).warnings.map(({ code }) => code);

  test('an outline annexed obliges nobody and is no second document', () => {
    const text = `${BODY}${foot}\nPHỤ LỤC\nĐỀ CƯƠNG BÁO CÁO\nI. KẾT QUẢ\n1. Sở Xây dựng báo cáo UBND tỉnh trước ngày 01/12/2026.\n`;
    expect(dates(text)).toEqual(['2026-11-20']);
    expect(warned(text)).not.toContain('two_documents');
  });

  test('a letter that only passes a plan on gives way to the plan', () => {
    const text = `UBND TỈNH SÔNG HƯƠNG\nVĂN PHÒNG\n${NATIONAL}\nSố: 9/VP-TH\nKính gửi: UBND các xã, phường.\n\nVăn phòng UBND tỉnh gửi kèm Kế hoạch để thực hiện./.\n${foot}\nỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG\n${NATIONAL}\nSố: 8/KH-UBND\n${BODY}`;
    expect(draftOf(text).document).toMatchObject({ type: 'KẾ HOẠCH', number: '8/KH-UBND' });
    expect(dates(text)).toEqual(['2026-11-20']);
    expect(warned(text)).toContain('two_documents');
  });

  test('the plan that a decision issues with itself is read with it', () => {
    const text = `ỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG\n${NATIONAL}\nSố: 7/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch trồng cây\nỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG\nCăn cứ Luật số 1/2025/QH15;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây.\nĐiều 2. Giám đốc Sở Xây dựng chịu trách nhiệm thi hành./.\n${foot}\n${BODY}`;
    expect(draftOf(text).document).toMatchObject({ type: 'QUYẾT ĐỊNH', number: '7/QĐ-UBND' });
    expect(dates(text)).toEqual(['2026-11-20']);
    expect(warned(text)).toContain('two_documents');
  });
});
