import { describe, expect, test } from '@jest/globals';
import { unclearAnswer } from '../../domain/unclear-answer.js';
import { proposeConfirmation } from '../../domain/confirm.js';
import { day, instant } from '../../domain/day.js';
import { periodIn } from '../../domain/report-name.js';
import { withPastDues } from '../../domain/past-dues.js';
import { annexForm } from '../../domain/forms/annex-form.js';
import type { FormDefinition } from '../../domain/schemas/form-definition.js';
import { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type {
  DraftObligation,
  DraftQuestion,
  PlanDraft,
  Recurrence,
} from '../../domain/schemas/plan-draft.js';
import { confirmationOf } from '../support/confirmation.js';

const evidence = { start: 0, end: 0, text: '' };

const duty: DraftObligation = {
  what: 'report',
  owedBy: ['Các sở, ngành'],
  except: [],
  recipients: ['Công an tỉnh'],
  via: null,
  channels: [{ kind: 'document-system', text: 'hệ thống quản lý văn bản', evidence }],
  contactPoint: null,
  consolidator: 'Công an tỉnh',
  binding: true,
  due: {
    phrase: 'trước ngày 06/7/2026',
    boundary: 'before_day',
    date: day('2026-07-06'),
    time: null,
    recurrence: null,
    remindTargetAt: '2026-07-03T17:00:00+07:00',
    overdueAt: '2026-07-07T00:00:00+07:00',
  },
  evidence,
  alsoAt: [],
};

const draft: PlanDraft = {
  source: { file: 'ke-hoach.docx', sha256: '00', characters: 10, extractor: 'test' },
  document: {
    type: 'KẾ HOẠCH',
    number: '120/KH-UBND',
    issuer: 'Ủy ban nhân dân tỉnh Sông Hương',
    place: 'Sông Hương',
    issuedOn: day('2026-05-20'),
    subject: 'Triển khai Tháng hành động phòng, chống ma túy năm 2026',
    signer: { capacity: 'KT. CHỦ TỊCH', position: 'PHÓ CHỦ TỊCH', name: 'Trần Văn Mẫu' },
    legalBases: [{ citation: 'Công văn số 1', date: null, evidence }],
    distribution: ['Như trên'],
    evidence: {},
  },
  window: { from: day('2026-06-01'), to: day('2026-06-30'), evidence },
  period: null,
  agencies: [],
  obligations: [duty],
  events: [
    { name: 'Mít tinh', from: day('2026-06-25'), to: day('2026-06-26'), evidence },
    { name: 'Ra quân', from: day('2026-06-26'), to: day('2026-06-26'), evidence },
  ],
  targets: [],
  questions: [],
  unread: [],
  warnings: [],
};

function propose(...asked: Parameters<typeof inputOf>) {
  return proposeConfirmation(inputOf(...asked));
}

function inputOf(
  given: Partial<PlanDraft> = {},
  { answers = {}, year = 2026 }: { answers?: Record<string, string>; year?: number } = {},
) {
  const agencies = [
    { id: 'a', name: 'Sở Y tế', kind: 'department' as const, binding: true, standing: false },
  ];
  return confirmationOf({ ...draft, ...given }, { answers, year, agencies });
}

const ask = (code: DraftQuestion['code'], about: string, proposal: string | null) => ({
  code,
  about,
  message: '',
  proposal,
  options: [],
});

describe('what a person is offered to confirm', () => {
  test('is a whole confirmed plan, valid as it stands', () => {
    const proposed = propose();
    expect(ConfirmedPlan.safeParse(proposed).success).toBe(true);
    expect(proposed.identity).toMatchObject({
      number: '120/KH-UBND',
      signingCapacity: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      standingBody: 'Công an tỉnh',
      replyTo: 'canbo@songhuong.example',
      trigger: 'Công văn số 1',
    });
    expect(proposed.eventDays).toEqual(['2026-06-25', '2026-06-26']);
  });

  test('makes one cycle of a dated duty, with its phrase and both instants', () => {
    expect(propose().requirements).toMatchObject([
      {
        what: 'report',
        reportName: 'báo cáo kết quả Tháng hành động phòng, chống ma túy năm 2026',
        form: 'drugPrevention',
        onward: false,
        channel: 'hệ thống quản lý văn bản',
        cycles: [
          {
            key: 'report-2026-07-06',
            cutOff: '2026-06-30',
            duePhrase: 'trước ngày 06/7/2026',
            targetAt: instant('2026-07-03T17:00:00+07:00'),
            overdueAt: instant('2026-07-07T00:00:00+07:00'),
            showTarget: true,
            hourBound: false,
          },
        ],
      },
    ]);
  });

  test('leaves out what has no day of its own', () => {
    const undated = { ...duty.due, date: null, remindTargetAt: null, overdueAt: null };
    expect(propose({ obligations: [{ ...duty, due: undated }] }).requirements).toEqual([]);
  });

  test('tells two duties of one kind and day apart', () => {
    const twice = [duty, { ...duty, recipients: ['Sở Y tế'] }];
    const keys = propose({ obligations: twice }).requirements.map(({ cycles }) => cycles[0]?.key);
    expect(keys).toEqual(['report-2026-07-06', 'report-2026-07-06-2']);
  });

  test('keeps the hour of an hour-bound duty, and no cut-off for lists', () => {
    const byHour = { ...duty.due, boundary: 'before_time' as const, time: '14:00' };
    const [requirement] = propose({
      obligations: [{ ...duty, what: 'list', due: byHour }],
    }).requirements;
    expect(requirement?.cycles[0]).toMatchObject({ hourBound: true, cutOff: null });
  });

  test('knows the report upward as the standing body’s own', () => {
    const upward = { ...duty, what: 'consolidated-report' as const, recipients: ['Bộ Công an'] };
    const proposed = propose({ obligations: [duty, upward] });
    expect(proposed.requirements.map(({ onward }) => onward)).toEqual([false, true]);
    expect(proposed.identity.addressees).toEqual(['Bộ Công an']);
  });
});

describe('questions', () => {
  const inside = ask('target_inside_period', 'obligations[0].due', 'hết ngày 06/7/2026');

  test('the end of D as target shows no {mốc}, unless the officer answers otherwise', () => {
    const [taken] = propose({ questions: [inside] }).requirements;
    expect(taken?.cycles[0]).toMatchObject({
      targetAt: instant('2026-07-06T17:00:00+07:00'),
      showTarget: false,
    });
    const answers = { 'target_inside_period@obligations[0].due': '03/7/2026' };
    const [strict] = propose({ questions: [inside] }, { answers }).requirements;
    expect(strict?.cycles[0]).toMatchObject({
      targetAt: instant('2026-07-03T17:00:00+07:00'),
      showTarget: true,
    });
  });

  test('a blank number and day are what the officer says', () => {
    const blank = { ...draft.document, number: null, issuedOn: null };
    const questions = [
      ask('number_blank', 'document.number', null),
      ask('number_blank', 'document.issuedOn', null),
    ];
    expect(propose({ document: blank, questions }).identity).toMatchObject({
      number: null,
      issuedOn: null,
    });
    const answers = {
      'number_blank@document.number': '7/KH-UBND',
      'number_blank@document.issuedOn': '2/3/2026',
    };
    const answered = propose({ document: blank, questions }, { answers });
    expect(answered.identity).toMatchObject({ number: '7/KH-UBND', issuedOn: '2026-03-02' });
    expect(answered.answers).toEqual(answers);
  });

  test('every question stands answered by its proposal, those without one stay open', () => {
    const questions = [inside, ask('window_missing', 'window', null)];
    expect(propose({ questions }).answers).toEqual({
      'target_inside_period@obligations[0].due': 'hết ngày 06/7/2026',
    });
  });
});

describe('a recurring duty', () => {
  const recurring = (recurrence: DraftObligation['due']['recurrence']): DraftObligation => ({
    ...duty,
    due: {
      ...duty.due,
      boundary: 'recurring',
      date: null,
      recurrence,
      remindTargetAt: null,
      overdueAt: null,
    },
  });
  const period = { fromYear: 2026, toYear: 2027, evidence };

  test('has a cycle for each day of its rule in the years of the plan', () => {
    const twice = recurring([
      { every: 'half-year', month: 6, day: 15, boundary: 'before_day' },
      { every: 'half-year', month: 12, day: 15, boundary: 'before_day' },
    ]);
    const [requirement] = propose({ obligations: [twice], period }).requirements;
    expect(requirement?.cycles.map(({ key, duePhrase }) => [key, duePhrase])).toEqual([
      ['report-2026-06-15', 'trước ngày 15/6/2026'],
      ['report-2026-12-15', 'trước ngày 15/12/2026'],
      ['report-2027-06-15', 'trước ngày 15/6/2027'],
      ['report-2027-12-15', 'trước ngày 15/12/2027'],
    ]);
    expect(requirement?.cycles[0]?.targetAt).toBe(instant('2026-06-12T17:00:00+07:00'));
  });

  test('without a printed day takes the days proposed, or those the officer gives', () => {
    const noDay = recurring([{ every: 'half-year' }]);
    const questions = [ask('recurrence_day_missing', 'obligations[0].due', '18/6, 18/12')];
    const keys = (answers: Record<string, string>) =>
      propose({ obligations: [noDay], questions }, { answers }).requirements.flatMap(({ cycles }) =>
        cycles.map(({ key }) => key),
      );
    expect(keys({})).toEqual(['report-2026-06-18', 'report-2026-12-18']);
    const answered = (text: string) => keys({ 'recurrence_day_missing@obligations[0].due': text });
    expect(answered('20/11 và 31/2')).toEqual(['report-2026-11-20']);
    // From the issue of the plan, 20/5, to the end of its year.
    expect(answered('ngày 18 hằng tháng')).toHaveLength(7);
    expect(answered('ngày 18 hằng tháng')[0]).toBe('report-2026-06-18');
    // A weekly duty belongs to the campaign alone, 01/6 to 30/6: its Thursdays.
    expect(answered('thứ Năm hằng tuần')).toEqual([
      ...['report-2026-06-04', 'report-2026-06-11', 'report-2026-06-18', 'report-2026-06-25'],
    ]);
  });

  test('is about the periods of the plan: a report on the year may be due in the next one, none before the plan was issued', () => {
    const nextYear = recurring([
      { every: 'year', month: 1, day: 10, yearOffset: 1, boundary: 'before_day' },
    ]);
    const days = (given: Partial<PlanDraft>) =>
      propose(given).requirements.flatMap(({ cycles }) => cycles.map(({ dueDay }) => dueDay));
    const oneYear = { fromYear: 2027, toYear: 2027, evidence };
    expect(days({ obligations: [nextYear], period: oneYear })).toEqual(['2028-01-10']);
    // The plan is of 20/5/2026, whatever the year it is read in.
    const monthly = recurring([{ every: 'month', day: 5 }]);
    expect(days({ obligations: [monthly] })[0]).toBe('2026-06-05');
    const later = propose({ obligations: [monthly], window: null }, { year: 2031 });
    expect(later.requirements[0]?.cycles[0]?.dueDay).toBe('2026-06-05');
  });

  test('every day before an hour has a cycle bound to the hour, on the days of the campaign alone', () => {
    const daily = recurring([{ every: 'day' }]);
    const atFour = { ...daily, due: { ...daily.due, time: '16:00' } };
    const window = { from: day('2026-06-04'), to: day('2026-06-05'), evidence };
    const [requirement] = propose({ obligations: [atFour], window }).requirements;
    expect(
      requirement?.cycles.map(({ duePhrase, hourBound, overdueAt }) => [
        duePhrase,
        hourBound,
        overdueAt,
      ]),
    ).toEqual([
      ['trước 16 giờ 00 ngày 04/6/2026', true, instant('2026-06-04T16:00:00+07:00')],
      ['trước 16 giờ 00 ngày 05/6/2026', true, instant('2026-06-05T16:00:00+07:00')],
    ]);
    expect(propose({ obligations: [atFour], window: null }).requirements).toEqual([]);
  });
});

describe('what a person answers', () => {
  const answered = (question: DraftQuestion, answer: string, given: Partial<PlanDraft> = {}) =>
    propose(
      { ...given, questions: [question] },
      { answers: { [`${question.code}@${question.about}`]: answer } },
    );

  test('chooses between lists of recipients, or names one where none is printed', () => {
    const conflict = ask('recipients_conflict', 'obligations[0].recipients', 'Chính phủ; Bộ Y tế');
    expect(answered(conflict, 'Bộ Y tế').requirements[0]?.recipients).toEqual(['Bộ Y tế']);
    expect(propose({ questions: [conflict] }).requirements[0]?.recipients).toEqual([
      ...['Chính phủ', 'Bộ Y tế'],
    ]);
    const unknown = ask('recipient_unknown', 'obligations[0].recipients', null);
    expect(answered(unknown, 'Sở Y tế').requirements[0]?.recipients).toEqual(['Sở Y tế']);
  });

  test('chooses the day where it and its weekday disagree, keeping the hour', () => {
    const question = ask('weekday_disagrees', 'obligations[0].due', '06/7/2026');
    expect(propose({ questions: [question] }).requirements[0]?.cycles[0]?.dueDay).toBe(
      '2026-07-06',
    );
    const [chosen] = answered(question, '03/7/2026').requirements;
    expect(chosen?.cycles[0]?.dueDay).toBe('2026-07-03');
  });

  test('names who owes what the text leaves to nobody', () => {
    const question = ask('owner_missing', 'obligations[0].owedBy', 'Tất cả');
    const obligations = [{ ...duty, owedBy: [] }];
    expect(propose({ questions: [question], obligations }).requirements[0]?.owedBy).toEqual([]);
    expect(answered(question, 'Sở Y tế', { obligations }).requirements[0]?.owedBy).toEqual([
      'Sở Y tế',
    ]);
  });

  test('leaves a duty amid holidays untracked', () => {
    const question = ask('due_in_holidays', 'obligations[0].due', 'Giữ nguyên');
    expect(propose({ questions: [question] }).requirements).toHaveLength(1);
    expect(answered(question, 'Không theo dõi').requirements).toEqual([]);
  });

  test('gives what comes again its end', () => {
    const due = {
      ...duty.due,
      boundary: 'recurring' as const,
      date: null,
      recurrence: [{ every: 'month' as const, day: 20 }],
      remindTargetAt: null,
      overdueAt: null,
    };
    const given = { window: null, obligations: [{ ...duty, due }] };
    const question = ask('end_missing', 'obligations[0].due', '31/12/2027');
    const last = (answer: string) =>
      answered(question, answer, given).requirements[0]?.cycles.at(-1)?.dueDay;
    expect(last('31/12/2027')).toBe('2027-12-20');
    expect(last('30/9/2026')).toBe('2026-09-20');
  });

  test('proposes the end by the clock where the document has no date', () => {
    const question = ask('end_missing', 'obligations[0].due', null);
    const proposed = (now: string) =>
      withPastDues({ ...draft, questions: [question] }, instant(now)).questions[0]?.proposal;
    expect(proposed('2026-09-30T09:00:00+07:00')).toBe('31/12/2026');
    expect(proposed('2026-11-20T09:00:00+07:00')).toBe('31/12/2027');
  });

  describe('gives each report its period', () => {
    const open = { ...duty.due, boundary: 'recurring' as const, date: null, time: null };
    const periods = (
      recurrence: readonly Recurrence[],
      { answer, cutOff }: { answer?: string; cutOff?: DraftObligation['cutOff'] } = {},
    ) => {
      const due = { ...open, recurrence: [...recurrence], remindTargetAt: null, overdueAt: null };
      const one = { ...duty, due, ...(cutOff === undefined ? {} : { cutOff }) };
      const given = { window: null, obligations: [one] };
      const asked = ask('recurrence_day_missing', 'obligations[0].due', null);
      const plan = answer === undefined ? propose(given) : answered(asked, answer, given);
      return (plan.requirements[0]?.cycles ?? []).map(
        (cycle) => `${String(periodIn(cycle))} | ${cycle.dueDay ?? ''} | ${cycle.cutOff ?? '–'}`,
      );
    };

    test('by its rule, six months for six months, with the cut-off of the decree', () => {
      expect(periods([{ every: 'half-year', monthOfPeriod: 'last', day: 18 }])).toEqual([
        '6 tháng đầu năm 2026 | 2026-06-18 | 2026-06-14',
        '6 tháng cuối năm 2026 | 2026-12-18 | 2026-12-14',
      ]);
      expect(periods([{ every: 'year', month: 1, day: 15, yearOffset: 1 }])).toEqual([
        'năm 2026 | 2027-01-15 | 2026-12-14',
      ]);
    });

    test('by an answer, which means the longest period that ends then', () => {
      const asked: Recurrence[] = [{ every: 'half-year' }, { every: 'year' }];
      expect(periods(asked, { answer: '18/6, 18/12' })).toEqual([
        '6 tháng đầu năm 2026 | 2026-06-18 | 2026-06-14',
        'năm 2026 | 2026-12-18 | 2026-12-14',
      ]);
    });

    test('with the cut-off that the document prints', () => {
      const quarterly: Recurrence = { every: 'quarter', monthOfPeriod: 'last', day: 20 };
      expect(
        periods([quarterly], { cutOff: { day: 17, month: null, year: null, evidence } }),
      ).toContain('quý III/2026 | 2026-09-20 | 2026-09-17');
      // Printed behind the due day of the month: that of the month before.
      const monthly: Recurrence = { every: 'month', day: 5 };
      expect(
        periods([monthly], { cutOff: { day: 28, month: null, year: null, evidence } }),
      ).toContain('tháng 9/2026 | 2026-09-05 | 2026-08-28');
    });
  });

  test('gives the campaign its days', () => {
    const missing = ask('window_missing', 'window', null);
    const plan = answered(missing, 'từ 01/6/2026 đến 30/6/2026', { window: null });
    expect([plan.windowFrom, plan.windowTo]).toEqual(['2026-06-01', '2026-06-30']);
    expect(answered(missing, '30/6/2026 đến 01/6/2026', { window: null }).windowFrom).toBeNull();
  });

  test('sets a new day for what has gone by, or leaves it', () => {
    const late = withPastDues(draft, instant('2026-07-07T00:00:00+07:00')).questions;
    expect(late.map(({ code, about }) => `${code} ${about}`)).toEqual([
      'due_already_past obligations[0].due',
    ]);
    expect(withPastDues(draft, instant('2026-07-06T23:59:59+07:00')).questions).toEqual([]);
    const [cycle] = answered(late[0]!, '05/12/2026').requirements[0]!.cycles;
    expect(cycle).toMatchObject({
      duePhrase: 'chậm nhất ngày 05/12/2026',
      targetAt: instant('2026-12-04T17:00:00+07:00'),
      overdueAt: instant('2026-12-08T00:00:00+07:00'),
    });
    expect(propose({ questions: late }).requirements[0]?.cycles[0]?.duePhrase).toBe(
      duty.due.phrase,
    );
  });

  test('has a plan of many years reported on each year, or not', () => {
    const period = { fromYear: 2026, toYear: 2028, evidence };
    const progress = ask('progress_reports', 'period', '18/12 hằng năm');
    const undated = {
      ...duty,
      what: 'plan' as const,
      due: {
        ...duty.due,
        boundary: 'none' as const,
        date: null,
        remindTargetAt: null,
        overdueAt: null,
      },
    };
    const plan = answered(progress, '15/11 hằng năm', { period, obligations: [undated] });
    expect(
      plan.requirements.map(({ what, cycles }) => [what, cycles.map(({ dueDay }) => dueDay)]),
    ).toEqual([['report', ['2026-11-15', '2027-11-15', '2028-11-15']]]);
    expect(answered(progress, 'Không', { period, obligations: [undated] }).requirements).toEqual(
      [],
    );
  });

  test('says who signs letters and the report: the issuer of the plan, or who consolidates in its own name', () => {
    const issuer = ask('issuer_of_report', 'obligations[0].owedBy', 'Công an tỉnh');
    expect(propose({ questions: [issuer] }).identity).toMatchObject({
      paperIssuer: 'Công an tỉnh',
      governingBody: 'Bộ Công an',
      reportSymbol: 'BC-CAT',
      signingCapacity: [],
      signerName: null,
    });
    const committee = 'Ủy ban nhân dân tỉnh Sông Hương';
    expect(answered(issuer, committee).identity).toMatchObject({
      paperIssuer: committee,
      governingBody: null,
      reportSymbol: 'BC-UBND',
      signerName: 'Trần Văn Mẫu',
    });
  });

  test('makes bodies that were merely asked owe the report of all, or leaves their own duty to them', () => {
    const ofAll = ask('asked_body_owes', 'obligations[0].owedBy', 'Không');
    const own = ask('asked_body_owes', 'obligations[1].owedBy', 'Có');
    const goodwill = { ...duty, binding: false, what: 'list' as const };
    const given = { obligations: [duty, goodwill], questions: [ofAll, own] };
    const say = (first: string, second: string) =>
      propose(given, {
        answers: {
          'asked_body_owes@obligations[0].owedBy': first,
          'asked_body_owes@obligations[1].owedBy': second,
        },
      });
    expect(propose(given).askedOwe).toBe(false);
    expect(propose(given).requirements.map(({ what }) => what)).toEqual(['report', 'list']);
    expect(say('Có', 'Không').askedOwe).toBe(true);
    expect(say('Không', 'Không').requirements.map(({ what }) => what)).toEqual(['report']);
  });

  test.each([
    ['recurrence_day_missing', 'thứ 6 hàng tuần', true],
    ['recurrence_day_missing', '18-6, 18-12', true],
    ['recurrence_day_missing', 'ngày 20', false],
    ['due_already_past', '05-12-2026', true],
    ['due_already_past', '05/12', false],
    ['due_already_past', 'Bỏ qua', true],
    ['window_missing', '01/6/2026', false],
    ['progress_reports', 'Không', true],
    ['progress_reports', 'có', false],
  ] as const)('to %s, "%s", can be followed: %s', (code, answer, isClear) => {
    const question = ask(code, 'period', code === 'due_already_past' ? 'Bỏ qua' : null);
    const input = inputOf({ questions: [question] }, { answers: { [`${code}@period`]: answer } });
    expect(unclearAnswer(input)).toBe(isClear ? null : answer);
  });
});

test('a list is called by what it is of', () => {
  const words =
    'UBND các xã, phường gửi danh sách bến đón khách về Sở Xây dựng trước ngày 10/6/2026';
  const list = { ...duty, what: 'list' as const, evidence: { ...evidence, text: words } };
  const [requirement] = propose({ obligations: [list] }).requirements;
  expect(requirement).toMatchObject({
    reportName: 'danh sách bến đón khách',
    cycles: [{ periodFrom: null, periodTo: null }],
  });
});

test.each([
  ['plan', 'kế hoạch triển khai Tháng hành động', 'implementationPlan'],
  ['list', 'danh sách theo Tháng hành động', 'blank'],
  ['consolidated-report', 'báo cáo tổng hợp kết quả Tháng hành động', 'core'],
] as const)('a duty to send a %s is called "%s" and has the form %s', (what, name, form) => {
  const document = { ...draft.document, subject: 'Về việc tổ chức  Tháng hành động' };
  const [requirement] = propose({ document, obligations: [{ ...duty, what }] }).requirements;
  expect(requirement?.reportName).toBe(name);
  expect(requirement?.form).toBe(form);
});

describe('what an office has said of its papers', () => {
  const office = {
    name: 'Sở Y tế tỉnh Sông Hương',
    officerName: 'Cán bộ theo dõi',
    officerPhone: '0900 000 001',
    officerEmail: 'canbo@songhuong.example',
    placeOfIssue: 'Bến Xa',
    governingBody: 'UBND tỉnh Sông Hương',
    signer: { capacity: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC', name: 'Trần Thị Mẫu' },
  };
  const signature = (document: Partial<PlanDraft['document']>) => {
    const of = { ...draft.document, ...document };
    const { identity } = proposeConfirmation(confirmationOf({ document: of }, { office }));
    const { governingBody, placeOfIssue, signingCapacity, signerName } = identity;
    return { governingBody, placeOfIssue, signingCapacity, signerName };
  };

  test('heads and signs its own plan where the plan does not say', () => {
    expect(signature({ issuer: 'Sở Y tế tỉnh Sông Hương', place: null, signer: null })).toEqual({
      governingBody: 'UBND tỉnh Sông Hương',
      placeOfIssue: 'Bến Xa',
      signingCapacity: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
      signerName: 'Trần Thị Mẫu',
    });
  });

  test('gives way to who signed the plan, and signs for nobody else', () => {
    expect(signature({ issuer: 'Sở Y tế tỉnh Sông Hương' })).toMatchObject({
      placeOfIssue: 'Sông Hương',
      signingCapacity: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      signerName: 'Trần Văn Mẫu',
    });
    expect(signature({ signer: null })).toMatchObject({
      governingBody: null,
      signingCapacity: [],
      signerName: null,
    });
  });
});

test.each([
  ['Xây dựng trường học xanh', 'báo cáo kết quả xây dựng trường học xanh'],
  ['Kiểm tra an toàn hồ, đập', 'báo cáo kết quả kiểm tra an toàn hồ, đập'],
  ['Tháng cao điểm an toàn giao thông', 'báo cáo kết quả Tháng cao điểm an toàn giao thông'],
  ['Triển khai Đề án số hóa hộ tịch', 'báo cáo kết quả Đề án số hóa hộ tịch'],
  ['Đề án số hóa hộ tịch', 'báo cáo kết quả Đề án số hóa hộ tịch'],
  ['PHÒNG CHỐNG DỊCH', 'báo cáo kết quả PHÒNG CHỐNG DỊCH'],
  ['Tình hình thu ngân sách', 'báo cáo tình hình thu ngân sách'],
])('the report of a plan about "%s" is the "%s"', (subject, name) => {
  const document = { ...draft.document, subject };
  const [requirement] = propose({ document, obligations: [duty] }).requirements;
  expect(requirement?.reportName).toBe(name);
});

test('a plan with a form in its annex asks by it, one that cannot be used as it is waits for a person', () => {
  const annex = annexForm(
    ['| STT | Chỉ tiêu | Đơn vị tính |', '| 1 | Số lớp học | lớp |', '| 2 | Số học viên | người |']
      .concat('| 3 | Số giáo viên | người |')
      .join('\n'),
  )!.form;
  const asked = (forms: readonly FormDefinition[]) =>
    proposeConfirmation({ ...inputOf({ obligations: [duty] }), forms });
  expect(asked([annex]).requirements[0]?.form).toBe('annex');
  expect(asked([annex]).forms).toEqual([annex]);
  const [first, ...others] = annex.indicators;
  const broken = { ...annex, indicators: [first!, first!, ...others] };
  expect(asked([broken]).requirements[0]?.form).toBe(asked([]).requirements[0]?.form);
});

test.each([
  [['UBND tỉnh Sông Hương'], 'Công an tỉnh'],
  [['Chủ tịch UBND tỉnh'], 'Công an tỉnh'],
  [['Bộ Công an'], 'Ủy ban nhân dân tỉnh Sông Hương'],
])('of a plan of the committee the report to %j is issued by %s', (recipients, paperIssuer) => {
  const upward = {
    ...duty,
    ...{ what: 'consolidated-report' as const, owedBy: ['Công an tỉnh'], recipients },
  };
  const { identity } = propose({ obligations: [duty, upward] });
  expect(identity).toMatchObject({ paperIssuer, addressees: recipients });
});
