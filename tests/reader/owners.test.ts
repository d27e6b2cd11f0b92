import { describe, expect, test } from '@jest/globals';
import { draftOf, dutyLines as duties, planOf as plan } from './duty-lines.js';

const letter = (body: string) => `UBND TỈNH SÔNG HƯƠNG
SỞ XÂY DỰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/SXD-QLN
V/v kiểm kê bến thuyền
Sông Hương, ngày 02 tháng 3 năm 2026

Kính gửi:
- Ban Quản lý các khu công nghiệp tỉnh;
- UBND các xã, phường.

${body}

Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
`;

test('bodies parted by a semicolon owe together; whoever is asked behind one is spoken to apart', () => {
  expect(
    duties(
      plan(
        '1. Các sở, ban, ngành tỉnh; UBND các xã, phường báo cáo kết quả về Sở Xây dựng trước ngày 15/12/2026.',
      ),
    ),
  ).toEqual(['report: Các sở, ban, ngành tỉnh + UBND các xã, phường > Sở Xây dựng | 2026-12-15']);
});

test('an article holds its numbered points; a sentence with a colon holds the bullets below it', () => {
  const decision = `ỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG
QUYẾT ĐỊNH
Về việc ban hành Quy chế bến thuyền

Điều 1. Ban hành Quy chế bến thuyền.
Điều 2. Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường có trách nhiệm:
1. Báo cáo kết quả về Sở Xây dựng trước ngày 05/12/2026.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
`;
  expect(duties(decision)).toEqual([
    'report: các sở, ban, ngành + Chủ tịch UBND các xã, phường > Sở Xây dựng | 2026-12-05',
  ]);
  const notice = `THÔNG BÁO
Về việc trực bến

Các đơn vị, địa phương tổ chức trực bến và báo cáo tình hình như sau:
- Báo cáo tổng hợp gửi Sở Xây dựng: trước 10h00 ngày 11/02/2027.
`;
  expect(duties(notice)).toEqual([
    'report: Các đơn vị, địa phương > Sở Xây dựng | 2027-02-11 10:00',
  ]);
});

test.each([
  ['Các đơn vị đăng ký tham gia trước ngày 18/6/2026, gửi báo cáo kết quả về Sở Xây dựng.', 'none'],
  [
    'Trước ngày 20/6/2026 các đơn vị tổ chức lễ phát động và gửi báo cáo kết quả về Sở Xây dựng sau khi kết thúc đợt cao điểm.',
    'anchor',
  ],
  [
    'Trước ngày 20/6/2026, các đơn vị tổ chức tổng kết, báo cáo kết quả về Sở Xây dựng.',
    '2026-06-20',
  ],
])("a day that another verb takes is not the report's: %s", (sentence, due) => {
  expect(duties(plan(`1. ${sentence}`)).map((duty) => duty.split('| ')[1])).toEqual([due]);
});

test('nobody owes a report to itself', () => {
  const sentence =
    'Sở Xây dựng tham mưu UBND tỉnh ban hành văn bản trước ngày 01/7/2026, các đơn vị gửi báo cáo về Sở Xây dựng để tổng hợp.';
  expect(duties(plan(`1. ${sentence}`)).filter((duty) => duty.includes('2026-07-01'))).toEqual([]);
});

describe('who owes in an outline', () => {
  test.each([
    ['"a)" under "1."', '1. Sở Xây dựng', 'a) Nạo vét bến.', 'b) Báo cáo'],
    ['"1.2." under "1."', '1. Sở Xây dựng có trách nhiệm:', '1.1. Nạo vét bến.', '1.2. Báo cáo'],
    ['"+" under "1/"', '1/ Sở Xây dựng:', '+ Nạo vét bến.', '+ Báo cáo'],
    ['"-" under "1-"', '1- Sở Xây dựng', '- Nạo vét bến.', '- Báo cáo'],
    ['"-" under "Điều 1."', 'Điều 1. Sở Xây dựng', '- Nạo vét bến.', '- Báo cáo'],
    ['"1." under a section', 'II. Đối với Sở Xây dựng', '1. Nạo vét bến.', '2. Báo cáo'],
  ])('%s: the body at the head', (_name, head, first, report) => {
    const said = duties(
      plan(`${head}\n${first}\n${report} kết quả về UBND tỉnh trước ngày 20/11/2026.`),
    );
    expect(said).toEqual(['report: Sở Xây dựng > UBND tỉnh | 2026-11-20']);
  });

  test('an item of its own does not owe for the one before it', () => {
    const said = duties(
      plan('1. Sở Xây dựng: nạo vét bến.\n2. Báo cáo kết quả về UBND tỉnh trước ngày 20/11/2026.'),
    );
    expect(said).toEqual(['report:  > UBND tỉnh | 2026-11-20']);
  });

  test('the bodies of a closing bracket', () => {
    const said = duties(
      plan(
        '1. Báo cáo kết quả về UBND tỉnh: 6 tháng đầu năm trước ngày 15/6/2026, cả năm trước ngày 15/12/2026 (các sở, ngành).',
      ),
    );
    expect(said).toEqual([
      'report: các sở, ngành > UBND tỉnh | 2026-06-15',
      'report: các sở, ngành > UBND tỉnh | 2026-12-15',
    ]);
  });

  test('one head noun for several departments, the office before a name', () => {
    const { agencies } = draftOf(
      plan(
        '1. Giám đốc các Sở: Y tế, Nội vụ, Tài chính: phối hợp.\n2. Chánh Văn phòng UBND tỉnh: đôn đốc.\n3. Công an tỉnh: tuần tra.',
      ),
    );
    expect(agencies.map(({ name }) => name)).toEqual([
      'Sở Y tế',
      'Sở Nội vụ',
      'Sở Tài chính',
      'Văn phòng UBND tỉnh',
      'Công an tỉnh',
    ]);
  });

  test('districts and communes by name', () => {
    const said = duties(
      plan(
        '1. UBND các huyện An Lão, Phú Sơn và thị xã Bến Xuân báo cáo kết quả về Sở Xây dựng trước ngày 20/11/2026.\n2. UBND xã Tân Lập lập danh sách bến thuyền gửi Sở Xây dựng trước ngày 01/6/2026.',
      ),
    );
    expect(said).toEqual([
      'report: UBND các huyện An Lão, Phú Sơn và thị xã Bến Xuân > Sở Xây dựng | 2026-11-20',
      'list: UBND xã Tân Lập > Sở Xây dựng | 2026-06-01',
    ]);
  });
});

describe('who owes by a table of tasks', () => {
  const table = plan(
    '| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n|---|---|---|---|---|\n| 1 | Gắn biển báo | Sở Xây dựng | Công an tỉnh | Tháng 4/2026 |\n| 2 | Báo cáo kết quả về Sở Xây dựng | Các sở, ngành; UBND các xã, phường | Công an tỉnh | Trước ngày 15/6/2026 |',
  );

  test('the leading column owes, the last one dates', () => {
    expect(duties(table)).toEqual([
      'report: Các sở, ngành + UBND các xã, phường > Sở Xây dựng | 2026-06-15',
    ]);
    expect(draftOf(table).agencies.map(({ name }) => name)).toEqual([
      'Sở Xây dựng',
      'Các sở, ngành',
      'UBND các xã, phường',
    ]);
  });

  test('its evidence covers the whole row, exactly', () => {
    const [report] = draftOf(table).obligations;
    expect(report?.evidence.text).toBe(table.slice(report!.evidence.start, report!.evidence.end));
    expect(report?.evidence.text).toMatch(/^Báo cáo.*UBND các xã, phường.*15\/6\/2026$/u);
  });
});

describe('who owes in a letter', () => {
  test('those whom the sentence above the list asks', () => {
    const said = duties(
      letter(
        'Sở Xây dựng yêu cầu các đơn vị:\n\n1. Đếm thuyền.\n\n2. Gửi báo cáo về Sở Xây dựng trước ngày 20/3/2026./.',
      ),
    );
    expect(said).toEqual(['report: các đơn vị > Sở Xây dựng | 2026-03-20']);
  });

  test('its addressees where the text names nobody', () => {
    const draft = draftOf(
      letter('Giám đốc Sở yêu cầu:\n\n1. Báo cáo kết quả về Sở Xây dựng trước ngày 20/3/2026./.'),
    );
    expect(draft.obligations.map(({ owedBy }) => owedBy)).toEqual([
      ['Ban Quản lý các khu công nghiệp tỉnh', 'UBND các xã, phường'],
    ]);
    expect(draft.agencies).toHaveLength(2);
  });

  test('a request binds nobody by itself, and is asked about', () => {
    const draft = draftOf(
      letter('Sở Xây dựng đề nghị các đơn vị báo cáo kết quả về Sở trước ngày 20/3/2026./.'),
    );
    expect(draft.obligations).toMatchObject([
      { owedBy: ['các đơn vị'], recipients: ['Sở Xây dựng'], binding: false },
    ]);
    expect(draft.questions).toMatchObject([
      { code: 'asked_body_owes', about: 'obligations[0].owedBy', proposal: 'Có' },
    ]);
  });

  test('the day in one item and the addressee in another are one duty', () => {
    const draft = draftOf(
      letter(
        'Sở Xây dựng yêu cầu các đơn vị báo cáo số thuyền, cụ thể:\n\n1. Thời hạn gửi báo cáo: trước ngày 20/3/2026.\n\n2. Hình thức: báo cáo gửi về Sở Xây dựng qua Hệ thống quản lý văn bản./.',
      ),
    );
    expect(draft.obligations).toMatchObject([
      {
        owedBy: ['các đơn vị'],
        recipients: ['Sở Xây dựng'],
        channels: [{ kind: 'document-system' }],
        due: { date: '2026-03-20' },
      },
    ]);
  });

  test('what another document demands is told, not owed, but for what it demands of the issuer', () => {
    const told = (who: string) =>
      duties(
        letter(
          `Thực hiện Kế hoạch số 3/KH-UBND của UBND tỉnh, trong đó yêu cầu ${who} báo cáo UBND tỉnh trước ngày 31/3/2026, Sở Xây dựng hướng dẫn như sau./.`,
        ),
      );
    expect(told('các địa phương')).toEqual([]);
    expect(told('Sở Xây dựng')).toEqual(['report: Sở Xây dựng > UBND tỉnh | 2026-03-31']);
  });
});

test('a day counted from the receipt of a document is owed', () => {
  expect(
    duties(
      letter(
        'Sở Xây dựng yêu cầu các đơn vị báo cáo Sở Xây dựng chậm nhất 05 ngày kể từ ngày nhận được văn bản này./.',
      ),
    ),
  ).toEqual(['report: các đơn vị > Sở Xây dựng | relative']);
});

test('a plan that is to be reported is one duty', () => {
  expect(
    duties(plan('1. Sở Xây dựng xây dựng kế hoạch, báo cáo UBND tỉnh trước ngày 20/11/2026.')),
  ).toEqual(['plan: Sở Xây dựng > UBND tỉnh | 2026-11-20']);
});

describe('what is no duty', () => {
  test.each([
    'Các sở, ngành nghe báo cáo trước ngày 20/11/2026.',
    'Các sở, ngành mời báo cáo viên trước ngày 20/11/2026.',
    'Các sở, ngành căn cứ Báo cáo số 12/BC-SXD gửi UBND tỉnh trước ngày 20/11/2026.',
    'Một số đơn vị chậm gửi báo cáo về UBND tỉnh trước ngày 20/11/2026.',
    'Đến nay mới có 7 địa phương gửi báo cáo về UBND tỉnh trước ngày 20/11/2026.',
    'Trường hợp có sự cố, các sở, ngành báo cáo ngay về UBND tỉnh.',
    'Các sở, ngành thực hiện đúng chế độ trực và báo cáo như sau:',
    'Các sở, ngành tổ chức hội nghị báo cáo chuyên đề trước ngày 20/11/2026.',
  ])('%s', (sentence) => {
    expect(duties(plan(`1. ${sentence}`))).toEqual([]);
  });
});
