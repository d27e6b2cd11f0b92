import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { noteAbsence } from '../../../office/directory/absences.js';
import { addStaff, setSettings } from '../../../office/directory/directory.js';
import { commentOnPaper, takeBackComment } from '../../../office/paper/paper-comments.js';
import { contentOf } from '../../../office/paper/frozen-content.js';
import { paperDetail } from '../../../office/paper/paper-views.js';
import { figureSources } from '../../../office/cycle/figures.js';
import { closeCollection, redraftLetter, redraftReport } from '../../../office/cycle/cycle.js';
import {
  acceptReport,
  claimSent,
  returnReport,
  submitReport,
} from '../../../office/collection/obligation-acts.js';
import { recordCommitteeIssue } from '../../../office/paper/committee-issue.js';
import { documentOf } from '../../../office/paper/document-row.js';
import { editHead } from '../../../office/paper/edit-head.js';
import type { HeadEdit } from '../../../office/paper/edit-head.js';
import { paperHead } from '../../../office/paper/head-view.js';
import type { SignedCheck } from '../../../domain/signed-check.js';
import {
  approvePaper,
  recordAgreed,
  recordSentBack,
  sendPaperBack,
} from '../../../office/paper/approval.js';
import { contentFromLedger } from '../../../office/paper/live-content.js';
import { draftExtensionNotice, draftGuidance } from '../../../office/paper/other-letters.js';
import { joinPaper, splitPaper } from '../../../office/paper/recipients.js';
import { decideExtension, requestExtension } from '../../../office/obligation/due.js';
import { editReport, submitForApproval } from '../../../office/paper/put-forward.js';
import { acknowledgePaper, numberPaper, releasePaper } from '../../../office/paper/release.js';
import { day } from '../../../domain/day.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import {
  BEFORE_5_JULY,
  confirmedPlan,
  dueOn,
  local,
  makeOffice,
  messagesOf,
  obligationsOf,
  pokesOf,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestAgency, TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const AS_AGREED: SignedCheck = {
  state: 'checked',
  pages: 1,
  blankPages: [],
  number: true,
  date: true,
  differences: [],
  numbersMissing: [],
};

const PDF = { fileName: 'da-ky.pdf', bytes: Buffer.from('%PDF-1.7 signed') };

async function underWay(agencies: readonly TestAgency[], settings = {}) {
  const office = await makeOffice(world, { agencies, settings });
  const { cycleIds, planId } = await startedPlan(office);
  await office.wave();
  await office.send();
  const ids = (await obligationsOf(office)).map(({ id }) => id);
  return { office, planId, cycleId: cycleIds[0]!, ids };
}

async function papersOf(office: TestOffice, kind: 'urgingLetter' | 'consolidatedReport') {
  return world.ledger.db
    .selectFrom('document')
    .selectAll()
    .where('office_id', '=', office.officeId)
    .where('kind', '=', kind)
    .orderBy('version')
    .execute();
}

const submitted = (office: TestOffice, obligationId: string, content = report()) =>
  office.inOffice(async (scope) => submitReport(scope, { obligationId, content }));

/** Puts a draft before the approver, who agrees, and has the clerk number it. */
async function numbered(office: TestOffice, documentId: string) {
  taken(await office.inOffice(async (scope) => submitForApproval(scope, { documentId })));
  taken(
    await office.inOffice(async (scope) =>
      approvePaper(scope, { documentId, staffId: office.staff.approver }),
    ),
  );
  taken(
    await office.inOffice(async (scope) =>
      numberPaper(scope, {
        documentId,
        number: '77',
        issuedOn: day('2026-07-08'),
        signedPdf: PDF,
      }),
    ),
  );
}

const release = (
  office: TestOffice,
  documentId: string,
  more: { copy?: boolean; differencesSeen?: boolean } = {},
) =>
  office.inOffice(async (scope) =>
    releasePaper(scope, {
      documentId,
      staffId: office.staff.clerk,
      channel: 'hệ thống văn bản',
      ...more,
    }),
  );

describe('the urging letter', () => {
  const late = async () => {
    const got = await underWay([
      { name: 'Sở A' },
      { name: 'Sở B' },
      { name: 'Sở C báo đã gửi' },
      { name: 'Sở D thư không đến', head: true },
      { name: 'Hội E được đề nghị', binding: false },
      { name: 'Sở G bổ sung' },
      { name: 'Sở H thường trực', standing: true },
    ]);
    const { office, ids } = got;
    taken(await submitted(office, ids[5]!));
    taken(
      await office.inOffice(async (scope) =>
        returnReport(scope, {
          obligationId: ids[5]!,
          reason: 'Thiếu biểu',
          newDueDay: day('2026-07-03'),
        }),
      ),
    );
    taken(
      await office.inOffice(async (scope) =>
        claimSent(scope, {
          obligationId: ids[2]!,
          documentNumber: null,
          documentDate: null,
          signer: null,
          senderName: 'Văn thư',
        }),
      ),
    );
    await world.ledger.db
      .updateTable('contact')
      .set({ bounced_at: world.clock.now() })
      .where('office_id', '=', office.officeId)
      .where('agency_id', '=', office.agencyIds[3]!)
      .where('role', '=', 'mailbox')
      .execute();
    world.clock.to('2026-07-08T08:00');
    await world.cycles.draftLetter({ officeId: office.officeId, cycleId: got.cycleId });
    const [letter] = await papersOf(office, 'urgingLetter');
    return { ...got, letter: letter! };
  };

  test('names who is late and nobody who claims, was not reached, was asked, or supplements', async () => {
    const { letter } = await late();
    expect(letter.paper).toEqual({
      countedAt: local('2026-07-08T08:00'),
      names: ['Sở A', 'Sở B'],
    });
    expect(letter.state).toBe('draft');
  });

  test('goes to its addressees, the leaders and the archive, not down the plan’s list', async () => {
    const { letter } = await late();
    expect(await contentFromLedger(world.ledger.db, letter)).toMatchObject({
      letter: { issuer: { distribution: ['CT, các PCT UBND tỉnh', 'Lưu: VT, NC'] } },
    });
  });

  test('is drafted once, however often the step is asked for', async () => {
    const { office, cycleId } = await late();
    await world.cycles.draftLetter({ officeId: office.officeId, cycleId });
    expect(await papersOf(office, 'urgingLetter')).toHaveLength(1);
  });

  test('is stopped before it goes out when one of its names has reported since', async () => {
    const { office, letter, ids } = await late();
    await numbered(office, letter.id);
    taken(await submitted(office, ids[0]!));
    expect(await release(office, letter.id)).toEqual({
      ok: false,
      error: 'LETTER_NAMES_CHANGED',
      details: { names: ['Sở A'] },
    });
    expect((await papersOf(office, 'urgingLetter'))[0]).toMatchObject({
      state: 'numbered',
      paper: { names: ['Sở A', 'Sở B'] },
    });
  });

  test('drafted anew names who is missing now and needs a new approval', async () => {
    const { office, letter, ids, cycleId } = await late();
    await numbered(office, letter.id);
    taken(await submitted(office, ids[0]!));
    const { documentId } = taken(
      await office.inOffice(async (scope) => redraftLetter(scope, { cycleId })),
    );
    const [old, fresh] = await papersOf(office, 'urgingLetter');
    expect(old).toMatchObject({ state: 'superseded' });
    expect(fresh).toMatchObject({ id: documentId, state: 'draft', paper: { names: ['Sở B'] } });
    expect(await release(office, letter.id)).toMatchObject({ error: 'PAPER_STATE' });
    await numbered(office, documentId);
    expect(await release(office, documentId)).toMatchObject({ ok: true });
  });

  test('with nobody left to name is not drafted', async () => {
    const { office, ids, cycleId } = await late();
    taken(await submitted(office, ids[0]!));
    taken(await submitted(office, ids[1]!));
    expect(await office.inOffice(async (scope) => redraftLetter(scope, { cycleId }))).toMatchObject(
      { error: 'LETTER_EMPTY' },
    );
  });
});

describe('approval in steps', () => {
  const colleague = async (office: TestOffice, name: string, deputyOf: string | null = null) =>
    taken(
      await office.inOffice(async (scope) =>
        addStaff(scope, {
          name,
          email: `${randomUUID()}@songhuong.example`,
          phone: null,
          roles: ['approver'],
          deputyOf,
          active: true,
          userId: null,
        }),
      ),
    ).staffId;

  /** A letter put forward in an office where head of section, deputy and head agree one after the other. */
  const putForward = async () => {
    const { office, cycleId } = await underWay([{ name: 'Sở A' }]);
    const head = office.staff.approver;
    const section = await colleague(office, 'Trưởng phòng');
    const deputy = await colleague(office, 'Phó Giám đốc', head);
    taken(
      await office.inOffice(async (scope) =>
        setSettings(scope, {
          twoPersons: true,
          approvalSteps: [
            { name: 'Lãnh đạo phòng', staffId: section },
            { name: 'Phó Giám đốc', staffId: deputy },
            { name: 'Giám đốc', staffId: head },
          ],
        }),
      ),
    );
    world.clock.to('2026-07-08T08:00');
    await world.cycles.draftLetter({ officeId: office.officeId, cycleId });
    const { id: documentId } = (await papersOf(office, 'urgingLetter'))[0]!;
    taken(await office.inOffice(async (scope) => submitForApproval(scope, { documentId })));
    const approve = async (staffId: string) =>
      world.ledger.inOffice({ officeId: office.officeId, actor: `staff:${staffId}` }, (scope) =>
        approvePaper(scope, { documentId, staffId }),
      );
    const state = async () => (await papersOf(office, 'urgingLetter'))[0]!;
    const askedNow = async () => {
      await world.cycles.askApproval({ officeId: office.officeId, cycleId });
      const mails = await messagesOf(office, 'desk');
      return mails.at(-1)?.to_name;
    };
    const detail = async (staffId: string) =>
      (await paperDetail(world.ledger.db, {
        officeId: office.officeId,
        documentId,
        now: world.clock.now(),
        staffId,
      }))!;
    return { office, documentId, head, section, deputy, approve, state, askedNow, detail };
  };

  test('asks one after the other, each at once; nobody decides before his turn', async () => {
    const { head, section, deputy, approve, state, askedNow, detail } = await putForward();
    expect(await askedNow()).toBe('Trưởng phòng');
    expect(await approve(head)).toMatchObject({ error: 'NOT_YOUR_STEP' });
    taken(await approve(section));
    expect(await state()).toMatchObject({ state: 'awaitingApproval', agreed: 1 });
    expect(await askedNow()).toBe('Phó Giám đốc');
    expect((await detail(head)).paper).toMatchObject({
      mayDecide: false,
      waitsFor: [{ name: 'Phó Giám đốc', inPlaceOf: null }],
    });
    taken(await approve(deputy));
    expect(await askedNow()).toBe('Cán bộ approver');
    taken(await approve(head));
    expect(await state()).toMatchObject({ state: 'approved', agreed: 3 });
    expect((await detail(head)).approvals).toMatchObject([
      { stage: 1, stepName: 'Lãnh đạo phòng', by: 'Trưởng phòng' },
      { stage: 2, stepName: 'Phó Giám đốc', by: 'Phó Giám đốc' },
      { stage: 3, stepName: 'Giám đốc', by: 'Cán bộ approver', inPlaceOf: null },
    ]);
  });

  test('goes to the deputy of an absent head, who is asked once for both', async () => {
    const { office, head, section, deputy, approve, state, detail } = await putForward();
    const away = { staffId: head, from: day('2026-07-01'), to: day('2026-07-10'), takerId: null };
    taken(await office.inOffice(async (scope) => noteAbsence(scope, { ...away, isAdmin: true })));
    taken(await approve(section));
    taken(await approve(deputy));
    expect(await state()).toMatchObject({ state: 'approved', agreed: 3 });
    expect((await detail(head)).approvals.at(-1)).toMatchObject({
      stage: 3,
      stepName: 'Giám đốc',
      by: 'Phó Giám đốc',
    });
  });

  test('goes to whom the absent one named, and back to him when he is there again', async () => {
    const { office, head, section, deputy, approve, detail } = await putForward();
    const away = {
      staffId: deputy,
      from: day('2026-07-08'),
      to: day('2026-07-08'),
      takerId: office.staff.officer,
    };
    const note = async (actor: string, isAdmin: boolean) =>
      world.ledger.inOffice({ officeId: office.officeId, actor }, (scope) =>
        noteAbsence(scope, { ...away, isAdmin }),
      );
    expect(await note(`staff:${head}`, false)).toMatchObject({ error: 'FORBIDDEN' });
    taken(await note(`staff:${deputy}`, false));
    taken(await approve(section));
    expect((await detail(office.staff.officer)).paper).toMatchObject({
      mayDecide: true,
      waitsFor: [{ name: 'Cán bộ officer', inPlaceOf: 'Phó Giám đốc' }],
    });
    world.clock.to('2026-07-09T08:00');
    expect((await detail(deputy)).paper).toMatchObject({
      mayDecide: true,
      waitsFor: [{ name: 'Phó Giám đốc', inPlaceOf: null }],
    });
  });

  test('a comment beside a paragraph is for those who are asked, and stays when the paper comes back', async () => {
    const { office, documentId, head, section, detail } = await putForward();
    const said = { documentId, paragraph: 3, quote: 'Sở A', words: 'Ghi đủ tên' };
    const comment = async (staffId: string) =>
      office.inOffice(async (scope) => commentOnPaper(scope, { ...said, staffId }));
    expect(await comment(head)).toMatchObject({ error: 'NOT_YOUR_STEP' });
    const { commentId } = taken(await comment(section));
    taken(await comment(section));
    taken(
      await office.inOffice(async (scope) =>
        takeBackComment(scope, { documentId, commentId, staffId: section }),
      ),
    );
    taken(
      await office.inOffice(async (scope) =>
        sendPaperBack(scope, { documentId, staffId: section, reason: 'Theo ý kiến' }),
      ),
    );
    expect((await detail(head)).comments).toMatchObject([
      { paragraph: 3, quote: 'Sở A', words: 'Ghi đủ tên', by: 'Trưởng phòng' },
    ]);
    expect(await comment(section)).toMatchObject({ error: 'PAPER_STATE' });
  });

  test('a step names an approver of the office', async () => {
    const { office } = await underWay([{ name: 'Sở A' }]);
    const name = async (staffId: string) =>
      office.inOffice(async (scope) =>
        setSettings(scope, { approvalSteps: [{ name: 'Giám đốc', staffId }] }),
      );
    expect(await name(office.staff.clerk)).toMatchObject({ error: 'STEP_PERSON_UNKNOWN' });
    expect(await name(randomUUID())).toMatchObject({ error: 'STEP_PERSON_UNKNOWN' });
    taken(await name(office.staff.approver));
  });
});

describe('open places and copies', () => {
  const letterTo = async (names: readonly string[]) => {
    const got = await underWay(names.map((name) => ({ name })));
    world.clock.to('2026-07-08T08:00');
    await world.cycles.draftLetter({ officeId: got.office.officeId, cycleId: got.cycleId });
    const [letter] = await papersOf(got.office, 'urgingLetter');
    return { ...got, letter: letter! };
  };
  const edited = async (
    { office }: { office: TestOffice },
    documentId: string,
    change: Omit<HeadEdit, 'documentId' | 'changedAt'>,
  ) => {
    const row = (await documentOf(world.ledger.db, { officeId: office.officeId, documentId }))!;
    return office.inOffice(async (scope) =>
      editHead(scope, { documentId, changedAt: row.changed_at, ...change }),
    );
  };
  const headOf = async (office: TestOffice, documentId: string) =>
    (await paperHead(world.ledger.db, { officeId: office.officeId, documentId }))!;

  test('a letter without its signer is not put forward and says what is open; filled in, it is, and a new draft keeps it', async () => {
    const got = await letterTo(['Sở A', 'Sở B']);
    const { office, letter, cycleId } = got;
    taken(await edited(got, letter.id, { head: { signerName: '', placeOfIssue: ' ' } }));
    const words = ['Chưa có địa danh.', 'Chưa có họ tên người ký.'];
    expect((await headOf(office, letter.id)).open.map((one) => one.words)).toEqual(words);
    const submit = async (documentId: string) =>
      office.inOffice(async (scope) => submitForApproval(scope, { documentId }));
    expect(await submit(letter.id)).toEqual({
      ok: false,
      error: 'PAPER_FIELDS_OPEN',
      details: { fields: words },
    });
    taken(
      await edited(got, letter.id, { head: { signerName: 'Người Ký Khác', placeOfIssue: null } }),
    );
    const { documentId } = taken(
      await office.inOffice(async (scope) => redraftLetter(scope, { cycleId })),
    );
    expect((await headOf(office, documentId)).head).toMatchObject({
      signerName: 'Người Ký Khác',
      placeOfIssue: 'Sông Hương',
    });
    taken(await submit(documentId));
    expect(await edited(got, documentId, { head: {} })).toMatchObject({ error: 'PAPER_STATE' });
    expect(await headOf(office, documentId)).toMatchObject({ isOpen: false, open: [] });
  });

  test('split, each agency reads its own duty only, and one copy’s approval leaves the other', async () => {
    const got = await letterTo(['Sở A', 'Sở B']);
    const { office, letter } = got;
    const { documentIds } = taken(
      await office.inOffice(async (scope) => splitPaper(scope, { documentId: letter.id })),
    );
    const contents = await Promise.all(
      documentIds.map(async (documentId) => {
        const row = (await documentOf(world.ledger.db, { officeId: office.officeId, documentId }))!;
        return contentFromLedger(world.ledger.db, row);
      }),
    );
    expect(contents).toMatchObject([
      { letter: { names: ['Sở A'] } },
      { letter: { names: ['Sở B'] } },
    ]);
    const back = taken(
      await office.inOffice(async (scope) => joinPaper(scope, { documentId: documentIds[1]! })),
    );
    expect((await headOf(office, back.documentIds[0]!)).head.addressees).toEqual(['Sở A', 'Sở B']);
    const again = taken(
      await office.inOffice(async (scope) =>
        splitPaper(scope, { documentId: back.documentIds[0]! }),
      ),
    );
    const [first, second] = again.documentIds;
    await numbered(office, first!);
    expect((await headOf(office, second!)).copies).toMatchObject([
      { recipient: 'Sở A', state: 'numbered' },
      { recipient: 'Sở B', state: 'draft' },
    ]);
    expect(
      await office.inOffice(async (scope) => joinPaper(scope, { documentId: second! })),
    ).toMatchObject({ error: 'PAPER_STATE' });
    expect(await release(office, first!)).toMatchObject({ ok: true });
  });

  test('the guidance letter goes to all who owe; the extension notice to whom no notice named, once', async () => {
    const { office, ids, cycleId } = await underWay([{ name: 'Sở A' }, { name: 'Sở B' }]);
    const publicUrl = 'https://baocao.example';
    const guidance = taken(
      await office.inOffice(async (scope) => draftGuidance(scope, { cycleId, publicUrl })),
    );
    const row = (await documentOf(world.ledger.db, {
      officeId: office.officeId,
      documentId: guidance.documentId,
    }))!;
    expect(await contentFromLedger(world.ledger.db, row)).toMatchObject({
      guidance: {
        names: ['Sở A', 'Sở B'],
        domain: publicUrl,
        code: expect.stringMatching(/^KH-\d+$/),
        outline: expect.arrayContaining([
          expect.objectContaining({ heading: expect.stringMatching(/^I\. /) }),
        ]),
      },
    });
    // From its release on it is the letter from which agencies know the office.
    const known = async () => office.inOffice(async (scope) => scope.office.parsed.guidance);
    world.clock.to('2026-07-08T09:00');
    await numbered(office, guidance.documentId);
    expect(await known()).toBeNull();
    taken(await release(office, guidance.documentId));
    expect(await known()).toEqual({
      number: expect.stringMatching(/^77\//) as unknown,
      issuedOn: '2026-07-08',
    });
    const notice = async () =>
      office.inOffice(async (scope) => draftExtensionNotice(scope, { cycleId }));
    expect(await notice()).toMatchObject({ error: 'NO_EXTENSION' });
    const extend = async (at: number, grantedDay: string) => {
      const obligationId = ids[at]!;
      const { extensionId } = taken(
        await office.inOffice(async (scope) =>
          requestExtension(scope, {
            obligationId,
            reason: 'Chờ số liệu',
            wantedDay: day(grantedDay),
            requestedBy: 'Văn thư',
          }),
        ),
      );
      taken(
        await office.inOffice(async (scope) =>
          decideExtension(scope, { extensionId, grantedDay: day(grantedDay), answer: '' }),
        ),
      );
    };
    await extend(0, '2026-07-09');
    taken(await notice());
    expect(await notice()).toMatchObject({ error: 'NO_EXTENSION' });
    await extend(1, '2026-07-10');
    const second = taken(await notice());
    expect((await headOf(office, second.documentId)).head.addressees).toEqual(['Sở B']);
  });
});

describe('a paper that the leader signs in the document system', () => {
  test('is agreed to by nobody here: the officer records who and when, and the PDF is the proof', async () => {
    const { office, cycleId } = await underWay([{ name: 'Sở A' }], { leaderSignsOutside: true });
    world.clock.to('2026-07-08T08:00');
    await world.cycles.draftLetter({ officeId: office.officeId, cycleId });
    const { id: documentId } = (await papersOf(office, 'urgingLetter'))[0]!;
    const staffId = office.staff.officer;
    const recorded = async (by: string, on: string) =>
      office.inOffice(async (scope) =>
        recordAgreed(scope, { documentId, staffId, by, on: day(on) }),
      );
    expect(await recorded('PGĐ', '2026-07-08')).toMatchObject({ error: 'PAPER_STATE' });
    const submit = async () =>
      office.inOffice(async (scope) => submitForApproval(scope, { documentId }));
    taken(await submit());
    expect(
      (await world.cycles.viewCycle({ officeId: office.officeId, cycleId, busy: false })).facts
        .askAt,
    ).toBeNull();
    const { approver } = office.staff;
    expect(
      await office.inOffice(async (scope) =>
        approvePaper(scope, { documentId, staffId: approver }),
      ),
    ).toMatchObject({ error: 'PAPER_STATE' });
    taken(
      await office.inOffice(async (scope) =>
        recordSentBack(scope, { documentId, staffId, by: 'PGĐ', reason: 'Sửa căn cứ' }),
      ),
    );
    taken(await submit());
    expect(await recorded(' ', '2026-07-08')).toMatchObject({ error: 'AGREED_BY_MISSING' });
    expect(await recorded('PGĐ', '2026-07-07')).toMatchObject({ error: 'AGREED_DAY' });
    expect(await recorded('PGĐ', '2026-07-09')).toMatchObject({ error: 'AGREED_DAY' });
    taken(await recorded('PGĐ Trần Mẫu', '2026-07-08'));
    const { approvals, outside } = (await paperDetail(world.ledger.db, {
      officeId: office.officeId,
      documentId,
      now: world.clock.now(),
    }))!;
    expect(outside).toBe(true);
    expect(approvals).toMatchObject([
      { decision: 'sentBack', outsideBy: 'PGĐ', reason: 'Sửa căn cứ' },
      { decision: 'approved', outsideBy: 'PGĐ Trần Mẫu', outsideOn: '2026-07-08' },
    ]);
    const number = async (issuedOn: string, check: SignedCheck | null) =>
      office.inOffice(async (scope) =>
        numberPaper(scope, {
          ...{ documentId, number: '77', issuedOn: day(issuedOn), signedPdf: PDF, check },
        }),
      );
    expect(await number('2026-07-07', null)).toMatchObject({ error: 'NUMBER_EARLY' });
    taken(await number('2026-07-08', { state: 'unchecked' }));
    expect((await papersOf(office, 'urgingLetter'))[0]).toMatchObject({ number: '77/UBND-NC' });
    expect(await release(office, documentId)).toMatchObject({ error: 'PDF_DIFFERS' });
    taken(await number('2026-07-08', AS_AGREED));
    taken(await release(office, documentId));
  });

  test('a signed PDF that differs goes out only when the clerk says that he has seen it', async () => {
    const { office, cycleId } = await underWay([{ name: 'Sở A' }]);
    world.clock.to('2026-07-08T08:00');
    await world.cycles.draftLetter({ officeId: office.officeId, cycleId });
    const { id: documentId } = (await papersOf(office, 'urgingLetter'))[0]!;
    await numbered(office, documentId);
    const other = { ...AS_AGREED, differences: [{ before: 'một đoạn', after: null }] };
    const number = async (given: string) =>
      office.inOffice(async (scope) =>
        numberPaper(scope, {
          ...{
            documentId,
            number: given,
            issuedOn: day('2026-07-08'),
            signedPdf: PDF,
            check: other,
          },
        }),
      );
    expect(await number('77/BC-KHÁC')).toMatchObject({
      error: 'NUMBER_SYMBOL',
      details: { symbol: 'UBND-NC' },
    });
    taken(await number('77'));
    expect(await release(office, documentId)).toMatchObject({ error: 'PDF_DIFFERS' });
    taken(await release(office, documentId, { differencesSeen: true }));
  });
});

describe('the consolidated report', () => {
  const drafted = async (settings = {}) => {
    const got = await underWay([{ name: 'Sở A' }, { name: 'Sở B' }, { name: 'Sở C' }], settings);
    const { office, ids, cycleId } = got;
    taken(
      await submitted(
        office,
        ids[0]!,
        report({ figures: { PROP_ATTEND: '1.250' }, narrative: { results: 'Đã làm.' } }),
      ),
    );
    taken(
      await submitted(
        office,
        ids[1]!,
        report({ figures: {}, nilCodes: ['PROP_ATTEND'], narrative: { results: 'Không có.' } }),
      ),
    );
    taken(await office.inOffice(async (scope) => closeCollection(scope, { cycleId })));
    const ref = { officeId: office.officeId, cycleId };
    await Promise.all([world.cycles.consolidate(ref), world.cycles.consolidate(ref)]);
    const [paper] = await papersOf(office, 'consolidatedReport');
    return { ...got, paper: paper! };
  };

  test('is made once, its figures with their sources, every agency in its own words', async () => {
    const { office, paper, ids } = await drafted();
    expect(await papersOf(office, 'consolidatedReport')).toHaveLength(1);
    const { totals } = await world.ledger.db
      .selectFrom('consolidation')
      .select('totals')
      .where('id', '=', paper.consolidation_id!)
      .executeTakeFirstOrThrow();
    const rows = totals['totals'] as { code: string }[];
    expect(rows.find(({ code }) => code === 'PROP_ATTEND')).toEqual({
      code: 'PROP_ATTEND',
      total: '1250',
      reporting: 1,
      nil: 1,
      missing: 0,
    });
    expect(totals['reports']).toEqual([
      { obligationId: ids[0], version: 1 },
      { obligationId: ids[1], version: 1 },
    ]);
    const { sources } = (await figureSources(world.ledger.db, {
      officeId: office.officeId,
      cycleId: paper.cycle_id,
      code: 'PROP_ATTEND',
      documentId: paper.id,
    }))!;
    expect(sources).toMatchObject([{ obligationId: ids[0], version: 1, value: '1250' }]);
    const { sections } = paper.paper as { sections: { heading: string; paragraphs: unknown }[] };
    expect(sections.find(({ heading }) => heading.startsWith('II.'))?.paragraphs).toMatchObject([
      { agency: 'Sở A', text: 'Đã làm.' },
      { agency: 'Sở B', text: 'Không có.' },
    ]);
  });

  test('goes from draft to approval, number, release and acknowledgement, in this order only', async () => {
    const { office, paper } = await drafted();
    const documentId = paper.id;
    const staffId = office.staff.approver;
    const by = {
      approve: async () =>
        office.inOffice(async (scope) => approvePaper(scope, { documentId, staffId })),
      number: async () =>
        office.inOffice(async (scope) =>
          numberPaper(scope, {
            documentId,
            number: '9/BC-UBND',
            issuedOn: day('2026-07-15'),
            signedPdf: PDF,
          }),
        ),
      release: async () => release(office, documentId),
      acknowledge: async () =>
        office.inOffice(async (scope) =>
          acknowledgePaper(scope, { documentId, on: day('2026-07-16') }),
        ),
      submit: async () =>
        office.inOffice(async (scope) => submitForApproval(scope, { documentId })),
    };
    const answers = async () =>
      Object.fromEntries(
        await Promise.all(
          (['approve', 'number', 'release', 'acknowledge'] as const).map(async (name) => {
            const result = await by[name]();
            return [name, result.ok ? 'ok' : result.error] as const;
          }),
        ),
      );
    expect(new Set(Object.values(await answers()))).toEqual(new Set(['PAPER_STATE']));
    taken(await by.submit());
    expect(await by.submit()).toMatchObject({ error: 'PAPER_STATE' });
    expect(await by.release()).toMatchObject({ error: 'PAPER_STATE' });
    taken(await by.approve());
    expect(await by.approve()).toMatchObject({ error: 'PAPER_STATE' });
    taken(await by.number());
    taken(await by.release());
    expect(await by.number()).toMatchObject({ error: 'PAPER_STATE' });
    world.clock.to('2026-07-17T09:00');
    taken(await by.acknowledge());
    expect((await papersOf(office, 'consolidatedReport'))[0]).toMatchObject({
      state: 'acknowledged',
      acknowledged_at: local('2026-07-16T12:00'),
      number: '9/BC-UBND',
    });
  });

  test('without number or signed PDF never leaves', async () => {
    const { office, paper } = await drafted();
    const documentId = paper.id;
    taken(await office.inOffice(async (scope) => submitForApproval(scope, { documentId })));
    taken(
      await office.inOffice(async (scope) =>
        approvePaper(scope, { documentId, staffId: office.staff.approver }),
      ),
    );
    const number = async (given: { number?: string; signedPdf?: typeof PDF | null }) =>
      office.inOffice(async (scope) =>
        numberPaper(scope, {
          documentId,
          number: '9/BC-UBND',
          issuedOn: day('2026-07-15'),
          signedPdf: null,
          ...given,
        }),
      );
    expect(await number({ number: ' ' })).toMatchObject({ error: 'NUMBER_MISSING' });
    const word = { fileName: 'x.pdf', bytes: Buffer.from('PK word') };
    expect(await number({ signedPdf: word })).toMatchObject({ error: 'PDF_INVALID' });
    taken(await number({}));
    expect(await release(office, documentId)).toMatchObject({ error: 'PDF_MISSING' });
    taken(await number({ signedPdf: PDF }));
    // Signed under number 9: under another number it is not the signed file any more.
    taken(await number({ number: '10/BC-UBND' }));
    expect(await release(office, documentId)).toMatchObject({ error: 'PDF_MISSING' });
    taken(await number({ signedPdf: PDF }));
    taken(await number({}));
    taken(await release(office, documentId));
  });

  test('sent back tells the officer why, can be edited and put forward again', async () => {
    const { office, paper } = await drafted();
    const documentId = paper.id;
    const edit = async () =>
      office.inOffice(async (scope) =>
        editReport(scope, { documentId, sections: [], listNotReported: true, copyWanted: false }),
      );
    taken(await office.inOffice(async (scope) => submitForApproval(scope, { documentId })));
    expect(await edit()).toMatchObject({ error: 'PAPER_STATE' });
    const back = { documentId, staffId: office.staff.approver, reason: 'Sửa mục II' };
    expect(
      await office.inOffice(async (scope) => sendPaperBack(scope, { ...back, reason: '' })),
    ).toMatchObject({ error: 'REASON_MISSING' });
    taken(await office.inOffice(async (scope) => sendPaperBack(scope, back)));
    const told = await messagesOf(office, 'desk');
    expect(told.at(-1)).toMatchObject({ to_address: 'officer@songhuong.example' });
    taken(await edit());
    taken(await office.inOffice(async (scope) => submitForApproval(scope, { documentId })));
    taken(
      await office.inOffice(async (scope) =>
        approvePaper(scope, { documentId, staffId: office.staff.approver }),
      ),
    );
    const steps = await world.ledger.db
      .selectFrom('approval')
      .select(['step', 'decision', 'reason'])
      .where('document_id', '=', documentId)
      .orderBy('step')
      .execute();
    expect(steps).toEqual([
      { step: 1, decision: 'sentBack', reason: 'Sửa mục II' },
      { step: 2, decision: 'approved', reason: null },
    ]);
  });

  test('asks its approver at once and again after two working days', async () => {
    const { office, paper, cycleId } = await drafted();
    const ref = { officeId: office.officeId, cycleId };
    const asked = async () =>
      (await messagesOf(office, 'desk')).filter(
        ({ to_address }) => to_address === 'approver@songhuong.example',
      ).length;
    const before = await asked();
    taken(
      await office.inOffice(async (scope) => submitForApproval(scope, { documentId: paper.id })),
    );
    await world.cycles.askApproval(ref);
    await world.cycles.askApproval(ref);
    expect(await asked()).toBe(before + 1);
    const { facts } = await world.cycles.viewCycle({ ...ref, busy: false });
    expect(facts.askAt).toBe(local('2026-06-03T08:00'));
    world.clock.to('2026-06-03T08:00');
    await world.cycles.askApproval(ref);
    expect(await asked()).toBe(before + 2);
    taken(
      await office.inOffice(async (scope) =>
        approvePaper(scope, { documentId: paper.id, staffId: office.staff.approver }),
      ),
    );
    expect((await world.cycles.viewCycle({ ...ref, busy: false })).facts.askAt).toBeNull();
  });

  test('released, a copy by mail goes only when the clerk asks for it', async () => {
    const { office, paper, cycleId } = await drafted({ ministryAddress: 'bo@cap-tren.example' });
    const ref = { officeId: office.officeId, cycleId };
    await numbered(office, paper.id);
    taken(await release(office, paper.id));
    expect((await world.cycles.viewCycle({ ...ref, busy: false })).facts.copyOwed).toBe(false);
  });

  test('released, a copy with the signed PDF goes up once, when the clerk wants it and the office has an address', async () => {
    const { office, paper, cycleId } = await drafted({ ministryAddress: 'bo@cap-tren.example' });
    const ref = { officeId: office.officeId, cycleId };
    await numbered(office, paper.id);
    await world.cycles.sendUp(ref);
    expect(await messagesOf(office, 'formal')).toEqual([]);
    taken(await release(office, paper.id, { copy: true }));
    expect((await world.cycles.viewCycle({ ...ref, busy: false })).facts.copyOwed).toBe(true);
    await world.cycles.sendUp(ref);
    await world.cycles.sendUp(ref);
    expect((await world.cycles.viewCycle({ ...ref, busy: false })).facts.copyOwed).toBe(false);
    const copies = (await office.send('post')).filter(
      ({ to }) => to.address === 'bo@cap-tren.example',
    );
    expect(copies).toHaveLength(1);
    expect(copies[0]?.attachments).toMatchObject([{ fileName: 'da-ky.pdf' }]);
  });

  test('to several by a copy each has gone up when the last has; edits reach the others', async () => {
    const { office, paper, cycleId } = await drafted();
    const changed = paper.changed_at;
    taken(
      await office.inOffice(async (scope) =>
        editHead(scope, {
          documentId: paper.id,
          changedAt: changed,
          head: { addressees: ['Chính phủ', 'Bộ Công an'] },
        }),
      ),
    );
    const { documentIds } = taken(
      await office.inOffice(async (scope) => splitPaper(scope, { documentId: paper.id })),
    );
    const [first, second] = documentIds as [string, string];
    taken(
      await office.inOffice(async (scope) =>
        editReport(scope, {
          documentId: first,
          sections: [],
          listNotReported: true,
          copyWanted: false,
        }),
      ),
    );
    const state = async () =>
      (await world.cycles.viewCycle({ officeId: office.officeId, cycleId, busy: false })).facts
        .report;
    const copy = (await documentOf(world.ledger.db, {
      officeId: office.officeId,
      documentId: second,
    }))!;
    expect(copy.paper).toMatchObject({
      sections: [],
      listNotReported: true,
      head: { addressees: ['Bộ Công an'] },
    });
    await numbered(office, first);
    taken(await release(office, first));
    expect(await state()).toBe('draft');
    await numbered(office, second);
    taken(await release(office, second));
    expect(await state()).toBe('released');
  });

  test('put before the committee names it, and records what it issued, not before the proposal', async () => {
    const { office, paper } = await drafted();
    const documentId = paper.id;
    const edit = async (head: HeadEdit['head']) => {
      const ref = { officeId: office.officeId, documentId };
      const { changed_at: changedAt } = (await documentOf(world.ledger.db, ref))!;
      taken(
        await office.inOffice(async (scope) =>
          editHead(scope, { documentId, changedAt, head, proposal: true }),
        ),
      );
      return (await paperHead(world.ledger.db, ref))!.open.map(({ words }) => words);
    };
    expect(await edit({ docSymbol: 'TTr-CAT' })).toEqual([
      'Cơ quan trình trùng với cơ quan ban hành báo cáo: sửa tên cơ quan trình.',
    ]);
    const police = { issuingBody: 'Công an tỉnh Sông Hương' };
    expect(await edit(police)).toEqual([
      'Chưa có quyền hạn, chức vụ của người ký.',
      'Chưa có họ tên người ký.',
    ]);
    expect(await edit({ signingCapacity: ['GIÁM ĐỐC'], signerName: 'Người Ký Mẫu' })).toEqual([]);
    const row = (await documentOf(world.ledger.db, { officeId: office.officeId, documentId }))!;
    expect(await contentFromLedger(world.ledger.db, row)).toMatchObject({
      report: {
        proposal: { to: 'Ủy ban nhân dân tỉnh Sông Hương', issuer: { docSymbol: 'TTr-CAT' } },
        issuer: { docSymbol: 'BC-UBND' },
      },
    });
    const issued = async (on: string) =>
      office.inOffice(async (scope) =>
        recordCommitteeIssue(scope, { documentId, number: '88/BC-UBND', on: day(on) }),
      );
    expect(await issued('2026-07-10')).toMatchObject({ error: 'PAPER_STATE' });
    await numbered(office, documentId);
    taken(await release(office, documentId));
    expect(await issued('2026-07-07')).toMatchObject({ error: 'ISSUED_BEFORE_PROPOSAL' });
    taken(await issued('2026-07-10'));
    expect(
      await paperHead(world.ledger.db, { officeId: office.officeId, documentId }),
    ).toMatchObject({ committeeIssue: { number: '88/BC-UBND', on: '2026-07-10' } });
  });

  test('a correction after the release proposes a supplement and leaves what went out', async () => {
    const { office, paper, cycleId, ids } = await drafted();
    await numbered(office, paper.id);
    taken(await release(office, paper.id));
    taken(await submitted(office, ids[2]!, report({ figures: { PROP_ATTEND: '50' } })));
    taken(await office.inOffice(async (scope) => redraftReport(scope, { cycleId })));
    const [released, supplement] = await papersOf(office, 'consolidatedReport');
    expect(released).toMatchObject({ state: 'released', version: 1 });
    expect(supplement).toMatchObject({ state: 'draft', version: 2 });
    const { facts } = await world.cycles.viewCycle({
      officeId: office.officeId,
      cycleId,
      busy: false,
    });
    expect(facts.report).toBe('released');
    // What it changes is shown, before and after.
    const { officeId } = office;
    const at = { officeId, documentId: supplement!.id, now: world.clock.now() };
    const { supplement: shown } = (await paperDetail(world.ledger.db, at))!;
    expect(shown).toMatchObject({ documentId: released!.id, number: released!.number });
    expect(shown!.figures).toMatchObject([{ before: '1250', after: '1300' }]);
    // The paper itself says which one it replaces, and by what.
    const { content } = await contentOf(world.ledger.db, supplement!);
    expect(content.kind === 'consolidatedReport' ? content.report.replaces : null).toMatchObject({
      number: released!.number,
      issuedOn: released!.issued_on,
      figures: [{ before: '1250', after: '1300' }],
    });
    expect(
      (await paperDetail(world.ledger.db, { ...at, documentId: released!.id }))!.supplement,
    ).toBeNull();
  });
});

describe('the report upward', () => {
  test('of each year is fed by the cycle before it, and settled by its release', async () => {
    const office = await makeOffice(world, { agencies: [{ standing: true }, {}] });
    const upward = (target: string, key: string) => dueOn(day(target), key);
    const { planId } = await startedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [BEFORE_5_JULY, dueOn(day('2026-12-18'), 'report-2026-12-18')] },
        {
          cycles: [upward('2026-07-24', 'up-2026-07'), upward('2026-12-25', 'up-2026-12')],
          what: 'consolidated-report',
        },
      ]),
    );
    const rows = await world.ledger.db
      .selectFrom('cycle')
      .selectAll()
      .where('plan_id', '=', planId)
      .execute();
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const july = byKey.get('report-2026-07-05')!;
    expect(byKey.get('up-2026-07')?.feeds_from).toBe(july.id);
    expect(byKey.get('up-2026-12')?.feeds_from).toBe(byKey.get('report-2026-12-18')?.id);
    expect(july.onward_target_at).toBe(local('2026-07-24T17:00'));
    expect(july.closes_for_new_at).toBe(local('2026-07-22T17:00'));

    const up = byKey.get('up-2026-07')!;
    taken(await office.inOffice(async (scope) => closeCollection(scope, { cycleId: july.id })));
    await world.cycles.consolidate({ officeId: office.officeId, cycleId: july.id });
    const [paper] = await papersOf(office, 'consolidatedReport');
    await numbered(office, paper!.id);
    const before = await pokesOf(office, up.id);
    taken(await release(office, paper!.id));
    expect(await pokesOf(office, up.id)).toBe(before + 1);
    expect((await obligationsOf(office, up.id))[0]).toMatchObject({
      state: 'accepted',
      on_time: true,
    });
    const december = byKey.get('up-2026-12')!;
    expect((await obligationsOf(office, december.id))[0]).toMatchObject({ state: 'expected' });
  });
});

describe('before the report is due upward', () => {
  test('whoever holds it is reminded once a day, and nobody once it went', async () => {
    const office = await makeOffice(world, { agencies: [{ standing: true }, {}] });
    await startedPlan(
      office,
      confirmedPlan(office.agencyIds, [
        { cycles: [BEFORE_5_JULY] },
        { cycles: [dueOn(day('2026-07-24'), 'up-2026-07')], what: 'consolidated-report' },
      ]),
    );
    const july = await world.ledger.db
      .selectFrom('cycle')
      .select('id')
      .where('office_id', '=', office.officeId)
      .where('onward_target_at', 'is not', null)
      .executeTakeFirstOrThrow();
    const ref = { officeId: office.officeId, cycleId: july.id };
    world.clock.to('2026-07-14T09:00');
    taken(await office.inOffice(async (scope) => closeCollection(scope, { cycleId: july.id })));
    await world.cycles.consolidate(ref);
    const documentId = (await papersOf(office, 'consolidatedReport'))[0]!.id;
    const askAt = async () =>
      (await world.cycles.viewCycle({ ...ref, busy: false })).facts.askAt as string | null;
    /** What the office mails once its workflow has looked at that moment, twice. */
    const mailsAt = async (moment: string) => {
      world.clock.to(moment);
      await world.cycles.askApproval(ref);
      await world.cycles.askApproval(ref);
      const mails = await office.send('post');
      return mails
        .filter(({ to }) => !to.address.startsWith('officer'))
        .map(({ to, subject }) => `${to.address.split('@')[0] ?? ''}: ${subject}`);
    };
    // The first day of asking is a Tuesday, so that asking again would come on the day before T−2 and on T−1.
    await office.send('post');
    taken(await office.inOffice(async (scope) => submitForApproval(scope, { documentId })));
    expect(await mailsAt('2026-07-21T10:00')).toEqual([
      expect.stringMatching(/^approver: \[Trình duyệt\] .*\(còn 03 ngày làm việc\)$/) as unknown,
    ]);
    expect(await askAt()).toBe(local('2026-07-22T08:00'));
    expect(await mailsAt('2026-07-22T08:00')).toEqual([
      expect.stringMatching(/^approver: .*\(còn 02 ngày làm việc\)$/) as unknown,
    ]);
    expect(await mailsAt('2026-07-22T16:00')).toEqual([]);
    taken(
      await office.inOffice(async (scope) =>
        approvePaper(scope, { documentId, staffId: office.staff.approver }),
      ),
    );
    expect(await mailsAt('2026-07-22T16:10')).toEqual([
      expect.stringMatching(/^clerk: \[Văn thư\] Phát hành Báo cáo tổng hợp .*02 ngày/) as unknown,
    ]);
    expect(await mailsAt('2026-07-23T10:00')).toEqual([]);
    taken(
      await office.inOffice(async (scope) =>
        numberPaper(scope, {
          documentId,
          number: '77',
          issuedOn: day('2026-07-23'),
          signedPdf: PDF,
        }),
      ),
    );
    // On the last morning it is planned, and goes out before the mail does.
    world.clock.to('2026-07-24T08:00');
    await world.cycles.askApproval(ref);
    const clerkMails = async () =>
      (await messagesOf(office, 'desk')).filter(({ to_address: to }) => to?.startsWith('clerk'));
    expect(await clerkMails()).toHaveLength(2);
    taken(await release(office, documentId));
    expect(await mailsAt('2026-07-24T08:05')).toEqual([]);
    expect((await clerkMails()).map(({ state }) => state).sort()).toEqual(['sent', 'suppressed']);
    expect(await askAt()).toBeNull();
  });
});

test('an accepted report is in the consolidation, a claimed one is not', async () => {
  const { office, ids, cycleId } = await underWay([{ name: 'Sở A' }, { name: 'Sở B' }]);
  taken(await submitted(office, ids[0]!));
  taken(await office.inOffice(async (scope) => acceptReport(scope, { obligationId: ids[0]! })));
  taken(
    await office.inOffice(async (scope) =>
      claimSent(scope, {
        obligationId: ids[1]!,
        documentNumber: null,
        documentDate: null,
        signer: null,
        senderName: 'x',
      }),
    ),
  );
  taken(await office.inOffice(async (scope) => closeCollection(scope, { cycleId })));
  await world.cycles.consolidate({ officeId: office.officeId, cycleId });
  const { totals } = await world.ledger.db
    .selectFrom('consolidation')
    .select('totals')
    .where('office_id', '=', office.officeId)
    .executeTakeFirstOrThrow();
  expect(totals['reports']).toEqual([{ obligationId: ids[0], version: 1 }]);
});
