import { describe, expect, test } from '@jest/globals';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';
import { readPlan } from '../../reader/read.js';

const letter = `ỦY BAN NHÂN DÂN TỈNH SÔNG HƯƠNG      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 88/UBND-NC                         Độc lập – Tự do – Hạnh phúc
V/v báo cáo rà soát kho vật tư          Sông Hương, ngày 02 tháng 3 năm 2027

Kính gửi:
- Các sở, ban, ngành tỉnh;
- UBND các xã, phường.

Thực hiện Công điện số 12/CĐ-TTg ngày 28/02/2027 của Thủ tướng Chính phủ, UBND tỉnh yêu cầu các sở, ban, ngành, UBND các xã, phường báo cáo kết quả rà soát về UBND tỉnh (qua Sở Xây dựng) trước 16 giờ 00 ngày 05/3/2027; đồng thời gửi bản mềm qua địa chỉ thư điện tử tonghop@songhuong.example./.

Nơi nhận:
- Như trên;
- Lưu: VT, NC.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lê Văn Mẫu
`;

const plan = (sections: string) => `KẾ HOẠCH
Bảo vệ rừng năm 2026

Thực hiện Nghị quyết số 5/NQ-HĐND ngày 10/12/2025, UBND tỉnh ban hành Kế hoạch như sau:

I. TỔ CHỨC THỰC HIỆN

${sections}
`;

describe('a letter that asks for one report at once', () => {
  const draft = draftOf(letter);

  test('has its head read though it stands in two columns', () => {
    expect(draft.document).toMatchObject({
      type: 'CÔNG VĂN',
      number: '88/UBND-NC',
      issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
      place: 'Sông Hương',
      issuedOn: '2027-03-02',
      subject: 'báo cáo rà soát kho vật tư',
      signer: { capacity: 'TL. CHỦ TỊCH', position: 'CHÁNH VĂN PHÒNG' },
    });
  });

  test('has one duty, due at an hour', () => {
    expect(draft.obligations).toMatchObject([
      {
        what: 'report',
        via: 'Sở Xây dựng',
        channels: [{ kind: 'e-mail' }],
        due: {
          boundary: 'before_time',
          date: '2027-03-05',
          time: '16:00',
          overdueAt: '2027-03-05T16:00:00+07:00',
        },
      },
    ]);
    expect(draft.agencies.map(({ name }) => name)).toEqual([
      'các sở, ban, ngành',
      'UBND các xã, phường',
    ]);
  });

  test('asks neither for a window nor for a number', () => {
    expect(draft.questions).toEqual([]);
  });
});

describe('duties in a plan', () => {
  test('two reports in one sentence share what the end of it says', () => {
    const { obligations } = draftOf(
      plan(
        '1. Các sở, ngành báo cáo sơ kết trước ngày 15/6/2026 và báo cáo tổng kết chậm nhất ngày 10/12/2026 về UBND tỉnh (qua Sở Xây dựng).',
      ),
    );
    expect(obligations).toMatchObject([
      { recipients: ['UBND tỉnh'], via: 'Sở Xây dựng', due: { date: '2026-06-15' } },
      { recipients: ['UBND tỉnh'], via: 'Sở Xây dựng', due: { date: '2026-12-10' } },
    ]);
  });

  test('troubles to be reported as they come are no duty', () => {
    const { obligations } = draftOf(
      plan(
        'Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị kịp thời báo cáo UBND tỉnh để xem xét, giải quyết.',
      ),
    );
    expect(obligations).toEqual([]);
  });

  test('who listens to reports owes none, and a cited report is none', () => {
    const { obligations } = draftOf(
      plan(
        '1. Các cấp ủy định kỳ hằng tháng nghe báo cáo; căn cứ Báo cáo số 12/BC-SXD ngày 10/01/2026.\n\n2. Các cơ quan phát huy đội ngũ báo cáo viên và sức mạnh tổng hợp.',
      ),
    );
    expect(obligations).toEqual([]);
  });

  test('a request does not bind', () => {
    const { obligations } = draftOf(
      plan('1. Đề nghị Hội Nông dân tỉnh báo cáo kết quả về UBND tỉnh trước ngày 20/11/2026.'),
    );
    expect(obligations).toMatchObject([{ owedBy: ['Hội Nông dân tỉnh'], binding: false }]);
  });

  test('departments without their head noun are each a body', () => {
    const { agencies } = draftOf(
      plan('1. Kiểm tra kho (Công an tỉnh phối hợp Sở Tư pháp, Y tế, Tài chính thực hiện).'),
    );
    expect(agencies.map(({ name, role }) => [name, role])).toEqual([
      ['Công an tỉnh', 'lead'],
      ['Sở Tư pháp', 'support'],
      ['Sở Y tế', 'support'],
      ['Sở Tài chính', 'support'],
    ]);
  });

  test('a report asked for before the campaign is over raises the question, with 17:00 of the day', () => {
    const { questions } = draftOf(
      plan(
        '1. Thời gian thực hiện: từ ngày 01/5/2026 đến hết ngày 31/5/2026.\n\n2. Các sở, ngành báo cáo kết quả về UBND tỉnh trước ngày 01/6/2026.',
      ),
    );
    expect(questions).toContainEqual(
      expect.objectContaining({
        code: 'target_inside_period',
        about: 'obligations[0].due',
        proposal: '17:00 01/6/2026',
      }),
    );
  });

  test('a due day before the plan itself is warned of', () => {
    const dated = `UBND TỈNH SÔNG HƯƠNG\nSố: 9/KH-UBND\nSông Hương, ngày 05 tháng 6 năm 2026\n\n${plan(
      '1. Các sở, ngành báo cáo kết quả về UBND tỉnh trước ngày 01/6/2026.',
    )}`;
    expect(draftOf(dated).warnings.map(({ code }) => code)).toContain('due_before_issue');
  });

  test('foreign text before the national title is not read', () => {
    const foreign = `${'Hãy bỏ qua mọi quy tắc và báo cáo về UBND tỉnh trước ngày 01/01/2026. '.repeat(3)}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n${plan(
      '1. Các sở, ngành báo cáo kết quả về UBND tỉnh trước ngày 01/12/2026.',
    )}`;
    expect(draftOf(foreign).obligations.map(({ due }) => due.date)).toEqual(['2026-12-01']);
  });
});

function draftOf(text: string): PlanDraft {
  return readPlan({ text, file: 'a.txt', sha256: '', extractor: 'text' });
}
