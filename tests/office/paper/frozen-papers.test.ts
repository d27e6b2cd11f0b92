import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { paperPress, templatePress } from '../../../documents/press.js';
import type { PaperPress } from '../../../documents/paper-shapes.js';
import { day } from '../../../domain/day.js';
import {
  acceptReport,
  returnReport,
  submitReport,
  withdrawOnTime,
} from '../../../office/collection/obligation-acts.js';
import { figureSources } from '../../../office/cycle/figures.js';
import { closeCollection, redraftLetter, redraftReport } from '../../../office/cycle/cycle.js';
import { editAgency } from '../../../office/directory/agencies.js';
import { freezeEarlierPapers } from '../../../office/paper/freeze-earlier.js';
import { keepFilesOf, keepOwedFiles, paperFile } from '../../../office/paper/paper-files.js';
import { paperDetail } from '../../../office/paper/paper-views.js';
import { approvePaper, sendPaperBack } from '../../../office/paper/approval.js';
import { editReport, submitForApproval } from '../../../office/paper/put-forward.js';
import { numberPaper, releasePaper, withdrawLetter } from '../../../office/paper/release.js';
import { liveContent } from '../../../office/paper/live-content.js';
import {
  dropTemplate,
  inTemplate,
  templateFor,
  templatesOf,
  useTemplate,
  useTemplateAgain,
} from '../../../office/paper/templates.js';
import { createRehearsal } from '../../../office/rehearsal/create.js';
import { paragraphsOf, repacked, unzip } from '../../documents/unzip.js';
import { ledgerOfFile } from '../../support/file-ledger.js';
import { makeOffice, obligationsOf, report, startedPlan, taken } from '../../support/office.js';
import type { TestAgency, TestOffice } from '../../support/office.js';

const world = ledgerOfFile({ startsAt: '2026-06-01T09:00' });

const PDF = { fileName: 'da-ky.pdf', bytes: Buffer.from('%PDF-1.7 signed') };
const SECTIONS = [
  { heading: 'I. KẾT QUẢ', paragraphs: [{ agency: 'Sở A', text: 'Đã tổ chức 12 buổi.' }] },
];

interface Case {
  readonly office: TestOffice;
  readonly planId: string;
  readonly cycleId: string;
  readonly ids: readonly string[];
}

async function underWay(agencies: readonly TestAgency[]): Promise<Case> {
  const office = await makeOffice(world, { agencies });
  const { cycleIds, planId } = await startedPlan(office);
  await office.wave();
  await office.send();
  const ids = (await obligationsOf(office)).map(({ id }) => id);
  return { office, planId, cycleId: cycleIds[0]!, ids };
}

/** A report of two out of three, its list of the silent printed; drafted and not yet put forward. */
async function draftedReport(): Promise<Case & { documentId: string }> {
  const got = await underWay([{ name: 'Sở A' }, { name: 'Sở B' }, { name: 'Sở C' }]);
  const { office, ids, cycleId } = got;
  for (const [index, figures] of [{ PROP_ATTEND: '1.250' }, { PROP_ATTEND: '300' }].entries()) {
    const content = report({ figures, documentNumber: `0${String(index + 1)}/BC-S` });
    taken(
      await office.inOffice(async (scope) =>
        submitReport(scope, { obligationId: ids[index]!, content }),
      ),
    );
  }
  taken(await office.inOffice(async (scope) => closeCollection(scope, { cycleId })));
  await world.cycles.consolidate({ officeId: office.officeId, cycleId });
  const { id: documentId } = await world.ledger.db
    .selectFrom('document')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .executeTakeFirstOrThrow();
  taken(
    await office.inOffice(async (scope) =>
      editReport(scope, {
        documentId,
        sections: SECTIONS,
        listNotReported: true,
        copyWanted: false,
      }),
    ),
  );
  return { ...got, documentId };
}

/** A numbered or merely drafted letter to both agencies, which are late. */
async function draftedLetter(): Promise<Case & { documentId: string }> {
  const got = await underWay([{ name: 'Sở A' }, { name: 'Sở B' }]);
  world.clock.to('2026-07-08T08:00');
  await world.cycles.draftLetter({ officeId: got.office.officeId, cycleId: got.cycleId });
  const { id: documentId } = await world.ledger.db
    .selectFrom('document')
    .select('id')
    .where('cycle_id', '=', got.cycleId)
    .executeTakeFirstOrThrow();
  return { ...got, documentId };
}

const submit = ({ office }: Case, documentId: string) =>
  office.inOffice(async (scope) => submitForApproval(scope, { documentId }));
const approve = ({ office }: Case, documentId: string, seen?: string) =>
  office.inOffice(async (scope) =>
    approvePaper(scope, { documentId, staffId: office.staff.approver, seen }),
  );
const number = ({ office }: Case, documentId: string, seen?: string, value = '77') =>
  office.inOffice(async (scope) =>
    numberPaper(scope, {
      documentId,
      number: value,
      issuedOn: day('2026-07-15'),
      signedPdf: PDF,
      seen,
    }),
  );
const release = ({ office }: Case, documentId: string, seen?: string) =>
  office.inOffice(async (scope) =>
    releasePaper(scope, { documentId, staffId: office.staff.clerk, channel: 'trục', seen }),
  );
const detail = async ({ office: { officeId } }: Case, documentId: string) =>
  (await paperDetail(world.ledger.db, { officeId, documentId, now: world.clock.now() }))!;

async function files(
  { office: { officeId } }: Case,
  documentId: string,
  press: PaperPress = paperPress,
) {
  const { db } = world.ledger;
  const at = async (format: 'docx' | 'xlsx') =>
    (await paperFile(db, press, { officeId, documentId, format }))?.bytes.toString('base64');
  return { docx: await at('docx'), xlsx: await at('xlsx') };
}

/** Everything that used to show through: a late report, a withdrawn mark, other names, another plan. */
async function everythingElseChanges(
  { office, ids, planId }: Case,
  late: string,
  name: string,
  marked = 0,
): Promise<void> {
  const { inOffice } = office;
  taken(
    await inOffice(async (scope) =>
      submitReport(scope, {
        obligationId: late,
        content: report({ figures: { PROP_ATTEND: '9' } }),
      }),
    ),
  );
  taken(
    await inOffice(async (scope) =>
      withdrawOnTime(scope, { obligationId: ids[marked]!, reason: 'Ghi nhầm' }),
    ),
  );
  const contacts = [
    { role: 'mailbox' as const, name: null, email: `${name}@songhuong.example`, phone: null },
  ];
  taken(
    await inOffice(async (scope) =>
      editAgency(scope, {
        agencyId: office.agencyIds[0]!,
        name: `${name} đổi tên`,
        kind: 'department',
        tags: [],
        standing: false,
        binding: true,
        contacts,
      }),
    ),
  );
  const { identity } = await world.ledger.db
    .selectFrom('plan')
    .select('identity')
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  const another = { ...identity, number: '999/KH-KHÁC', subject: 'Việc khác', issuer: 'Nơi khác' };
  await world.ledger.db
    .updateTable('plan')
    .set({ identity: JSON.stringify(another) })
    .where('id', '=', planId)
    .execute();
}

describe('a report', () => {
  test('approved and released stays byte for byte what it was, whatever comes in', async () => {
    const got = await draftedReport();
    const { documentId } = got;
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    const approved = await files(got, documentId);
    await everythingElseChanges(got, got.ids[2]!, 'so-a');
    expect(await files(got, documentId)).toEqual(approved);
    taken(await number(got, documentId));
    const numbered = await files(got, documentId);
    expect(numbered.xlsx).toBe(approved.xlsx);
    expect(numbered.docx).not.toBe(approved.docx);
    taken(await release(got, documentId));
    await everythingElseChanges(got, got.ids[2]!, 'so-b', 1);
    expect(await files(got, documentId)).toEqual(numbered);
    const { sections, notReported, figures, changedSince } = await detail(got, documentId);
    expect({ sections, notReported }).toEqual({ sections: SECTIONS, notReported: ['Sở C'] });
    expect(figures.find(({ code }) => code === 'PROP_ATTEND')?.total).toBe('1550');
    // The page proposes a new version instead.
    expect(changedSince).toEqual(['Sở C']);
  });

  test('keeps its files: a later press draws other bytes and is not asked', async () => {
    const got = await draftedReport();
    const { documentId, office } = got;
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    taken(await number(got, documentId));
    const ref = { officeId: office.officeId, documentId };
    await Promise.all([1, 2, 3].map(async () => keepFilesOf(world.ledger.db, paperPress, ref)));
    const kept = await files(got, documentId);
    const later: PaperPress = {
      docx: () => Promise.reject(new Error('drawn again')),
      xlsx: () => Promise.reject(new Error('drawn again')),
      tables: () => Promise.reject(new Error('drawn again')),
      record: () => Promise.reject(new Error('drawn again')),
      slip: () => Promise.reject(new Error('drawn again')),
    };
    expect(await files(got, documentId, later)).toEqual(kept);
    const rows = await world.ledger.db
      .selectFrom('paper_file')
      .select(['format', 'registration', 'sha256', 'bytes'])
      .where('document_id', '=', documentId)
      .orderBy('format')
      .execute();
    expect(rows.map(({ format, registration }) => ({ format, registration }))).toEqual([
      { format: 'docx', registration: '77/BC-UBND 2026-07-15' },
      { format: 'xlsx', registration: '' },
    ]);
    for (const { bytes, sha256 } of rows) {
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  });

  test('whose number is corrected before the release gets a file with the right one', async () => {
    const got = await draftedReport();
    const { documentId } = got;
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    taken(await number(got, documentId));
    const first = await files(got, documentId);
    taken(await number(got, documentId, undefined, '78'));
    const second = await files(got, documentId);
    expect(second.docx).not.toBe(first.docx);
    expect(second.xlsx).toBe(first.xlsx);
    taken(await number(got, documentId, undefined, '77'));
    expect(await files(got, documentId)).toEqual(first);
  });

  test('that owes files gets them from the worker, one that cannot be drawn holds up no other', async () => {
    const nobody = (): void => undefined;
    await keepOwedFiles(world.ledger.db, paperPress, nobody);
    const [one, two] = [await draftedReport(), await draftedReport()];
    for (const got of [one, two]) {
      taken(await submit(got, got.documentId));
      taken(await approve(got, got.documentId));
    }
    const owing = async () =>
      (
        await world.ledger.db
          .selectFrom('document')
          .select('id')
          .where('files_owed', '=', true)
          .where('id', 'in', [one.documentId, two.documentId])
          .execute()
      ).map(({ id }) => id);
    expect((await owing()).sort()).toEqual([one.documentId, two.documentId].sort());
    const failed: string[] = [];
    let draws = 0;
    const stumbling: PaperPress = {
      ...paperPress,
      docx: async (content, registration, template) => {
        draws += 1;
        if (draws === 1) throw new Error('no paper left');
        return paperPress.docx(content, registration, template);
      },
    };
    await keepOwedFiles(world.ledger.db, stumbling, ({ documentId }) => {
      failed.push(documentId);
    });
    expect(failed).toHaveLength(1);
    expect(await owing()).toEqual(failed);
    await keepOwedFiles(world.ledger.db, paperPress, ({ documentId }) => {
      failed.push(documentId);
    });
    expect(await owing()).toEqual([]);
    expect(failed).toHaveLength(1);
  });

  test('is live as a draft, settled once put forward, and live again when sent back', async () => {
    const got = await draftedReport();
    const { documentId, office } = got;
    const rename = async (name: string) =>
      world.ledger.db
        .updateTable('agency')
        .set({ name })
        .where('office_id', '=', office.officeId)
        .where('id', '=', office.agencyIds[2]!)
        .execute();
    const silent = async () => (await detail(got, documentId)).notReported;
    const due = async () => (await detail(got, documentId)).paper.dueDay;
    const amended = async (officeDue: string) =>
      world.ledger.db
        .updateTable('cycle')
        .set({ office_due: officeDue })
        .where('id', '=', got.cycleId)
        .execute();
    await amended('đến hết ngày 10/7/2026');
    expect(await due()).toBe('2026-07-10');
    expect((await detail(got, documentId)).frozen).toBeNull();
    await rename('Sở C1');
    expect(await silent()).toEqual(['Sở C1']);
    taken(await submit(got, documentId));
    await rename('Sở C2');
    expect(await silent()).toEqual(['Sở C1']);
    await amended('đến hết ngày 12/7/2026');
    expect(await due()).toBe('2026-07-10');
    const { frozen } = await detail(got, documentId);
    expect(frozen).toMatchObject({ at: world.clock.now(), late: false });
    taken(
      await office.inOffice(async (scope) =>
        sendPaperBack(scope, { documentId, staffId: office.staff.approver, reason: 'Sửa' }),
      ),
    );
    expect(await silent()).toEqual(['Sở C2']);
    expect(await due()).toBe('2026-07-12');
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    const rounds = await world.ledger.db
      .selectFrom('paper_content')
      .innerJoin('approval', (join) =>
        join
          .onRef('approval.document_id', '=', 'paper_content.document_id')
          .onRef('approval.step', '=', 'paper_content.step'),
      )
      .select([
        'approval.decision',
        'approval.content_sha256 as named',
        'paper_content.content',
        'paper_content.sha256',
      ])
      .where('paper_content.document_id', '=', documentId)
      .orderBy('paper_content.step')
      .execute();
    expect(rounds.map(({ decision }) => decision)).toEqual(['sentBack', 'approved']);
    for (const { content, sha256, named } of rounds) {
      expect(named).toBe(sha256);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    expect(rounds[0]?.sha256).toBe(frozen?.sha256);
    expect(rounds[1]?.sha256).not.toBe(frozen?.sha256);
  });

  test('counts only what was consolidated: a report that came later is in a new version', async () => {
    const got = await draftedReport();
    const { documentId, office, ids, cycleId } = got;
    taken(
      await office.inOffice(async (scope) =>
        submitReport(scope, {
          obligationId: ids[2]!,
          content: report({ figures: { PROP_ATTEND: '50' } }),
        }),
      ),
    );
    const first = await detail(got, documentId);
    expect(first).toMatchObject({ notReported: ['Sở C'], changedSince: ['Sở C'], newer: null });
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    const before = await files(got, documentId);
    const proposal = taken(
      await office.inOffice(async (scope) => redraftReport(scope, { cycleId })),
    ).documentId;
    const second = await detail(got, proposal);
    expect(second.figures.find(({ code }) => code === 'PROP_ATTEND')?.total).toBe('1600');
    expect(second).toMatchObject({ notReported: [], changedSince: [], paper: { version: 2 } });
    const behind = async (of: string) =>
      (
        await figureSources(world.ledger.db, {
          officeId: office.officeId,
          cycleId,
          code: 'PROP_ATTEND',
          documentId: of,
        })
      )?.sources.map(({ agency, value }) => `${agency} ${value}`);
    expect(await behind(documentId)).toEqual(['Sở A 1250', 'Sở B 300']);
    expect(await behind(proposal)).toEqual(['Sở A 1250', 'Sở B 300', 'Sở C 50']);
    // The approved one stands beside the proposal until that is approved too.
    expect(await detail(got, documentId)).toMatchObject({
      paper: { state: 'approved' },
      newer: { documentId: proposal, version: 2, state: 'draft' },
    });
    expect(await files(got, documentId)).toEqual(before);
    taken(await submit(got, proposal));
    taken(await approve(got, proposal));
    expect((await detail(got, documentId)).paper.state).toBe('superseded');
    expect(await files(got, documentId)).toEqual(before);
    expect(await number(got, documentId)).toMatchObject({ error: 'PAPER_STATE' });
  });

  test('released stays released when its correction is approved', async () => {
    const got = await draftedReport();
    const { documentId, office, cycleId } = got;
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    taken(await number(got, documentId));
    taken(await release(got, documentId));
    const correction = taken(
      await office.inOffice(async (scope) => redraftReport(scope, { cycleId })),
    ).documentId;
    taken(await submit(got, correction));
    taken(await approve(got, correction));
    expect((await detail(got, documentId)).paper.state).toBe('released');
  });

  test('counts a version that was taken back as one a new version would leave out', async () => {
    const got = await draftedReport();
    const { documentId, office, ids } = got;
    taken(await office.inOffice(async (scope) => acceptReport(scope, { obligationId: ids[1]! })));
    expect((await detail(got, documentId)).changedSince).toEqual([]);
    taken(
      await office.inOffice(async (scope) =>
        returnReport(scope, {
          obligationId: ids[0]!,
          reason: 'Nhầm biểu',
          newDueDay: day('2026-07-06'),
        }),
      ),
    );
    expect((await detail(got, documentId)).changedSince).toEqual(['Sở A']);
  });
});

describe('an act on a paper', () => {
  test('is refused when the paper is not any more what was shown', async () => {
    const got = await draftedReport();
    const { documentId, office } = got;
    taken(await submit(got, documentId));
    const first = (await detail(got, documentId)).seen;
    taken(
      await office.inOffice(async (scope) =>
        sendPaperBack(scope, {
          documentId,
          staffId: office.staff.approver,
          reason: 'Sửa',
          seen: first,
        }),
      ),
    );
    taken(
      await office.inOffice(async (scope) =>
        editReport(scope, {
          documentId,
          sections: [],
          listNotReported: false,
          copyWanted: false,
        }),
      ),
    );
    taken(await submit(got, documentId));
    expect(await approve(got, documentId, first)).toMatchObject({ error: 'PAPER_CHANGED' });
    taken(await approve(got, documentId, (await detail(got, documentId)).seen));

    const shown = (await detail(got, documentId)).seen;
    taken(await number(got, documentId, shown));
    // Somebody else has numbered it meanwhile.
    expect(await number(got, documentId, shown, '78')).toMatchObject({ error: 'PAPER_CHANGED' });
    expect(await release(got, documentId, shown)).toMatchObject({ error: 'PAPER_CHANGED' });
    taken(await release(got, documentId, (await detail(got, documentId)).seen));
  });

  test('of approval is kept from whoever put it forward, where the office wants two persons', async () => {
    const got = await draftedReport();
    const { documentId, office } = got;
    const { settings } = await world.ledger.db
      .selectFrom('office')
      .select('settings')
      .where('id', '=', office.officeId)
      .executeTakeFirstOrThrow();
    await world.ledger.db
      .updateTable('office')
      .set({ settings: JSON.stringify({ ...settings, twoPersons: true }) })
      .where('id', '=', office.officeId)
      .execute();
    taken(await submit(got, documentId));
    expect(await approve(got, documentId)).toMatchObject({ error: 'SAME_PERSON' });
    const another = { officeId: office.officeId, actor: `staff:${office.staff.approver}` };
    taken(
      await world.ledger.inOffice(another, async (scope) =>
        approvePaper(scope, { documentId, staffId: office.staff.approver }),
      ),
    );
  });

  test('names its content in the audit', async () => {
    const got = await draftedReport();
    const { documentId } = got;
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    const { frozen } = await detail(got, documentId);
    const rows = await world.ledger.db
      .selectFrom('audit')
      .select(['act', 'details'])
      .where('subject', '=', `document:${documentId}`)
      .orderBy('ordinal')
      .execute();
    expect(rows.slice(-2)).toEqual([
      {
        act: 'submitForApproval',
        details: { kind: 'consolidatedReport', content: frozen?.sha256 },
      },
      { act: 'approvePaper', details: { kind: 'consolidatedReport', content: frozen?.sha256 } },
    ]);
  });
});

async function frozenEarlier() {
  const failed: string[] = [];
  const frozen = await freezeEarlierPapers(world.ledger, ({ documentId }) => {
    failed.push(documentId);
  });
  return { frozen, failed };
}

describe('papers put forward before papers were frozen', () => {
  test('are frozen once from what the ledger says, and say so', async () => {
    const got = await draftedReport();
    const { documentId, office } = got;
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    const rows = world.ledger.db;
    await rows.deleteFrom('paper_content').where('document_id', '=', documentId).execute();
    await rows
      .updateTable('document')
      .set({ content_sha256: null, files_owed: false })
      .where('id', '=', documentId)
      .execute();
    await rows
      .updateTable('approval')
      .set({ content_sha256: null })
      .where('document_id', '=', documentId)
      .execute();
    expect((await detail(got, documentId)).frozen).toBeNull();
    await Promise.all([frozenEarlier(), frozenEarlier()]);
    const { frozen, approvals } = await detail(got, documentId);
    expect(frozen).toMatchObject({ late: true });
    expect(approvals.map(({ contentSha256 }) => contentSha256)).toEqual([null]);
    await keepFilesOf(rows, paperPress, { officeId: office.officeId, documentId });
    const before = await files(got, documentId);
    await everythingElseChanges(got, got.ids[2]!, 'so-muon');
    expect(await files(got, documentId)).toEqual(before);
    expect(await frozenEarlier()).toEqual({ frozen: 0, failed: [] });
    taken(await number(got, documentId));
    taken(await release(got, documentId));
  });

  test('are frozen even beside one that cannot be drawn', async () => {
    const [broken, sound] = [await draftedReport(), await draftedReport()];
    for (const got of [broken, sound]) {
      taken(await submit(got, got.documentId));
      const ofPaper = { office_id: got.office.officeId, document_id: got.documentId };
      await world.ledger.db
        .deleteFrom('paper_content')
        .where('office_id', '=', ofPaper.office_id)
        .where('document_id', '=', ofPaper.document_id)
        .execute();
      await world.ledger.db
        .updateTable('document')
        .set({ content_sha256: null, ...(got === broken ? { consolidation_id: null } : {}) })
        .where('id', '=', got.documentId)
        .execute();
    }
    expect(await frozenEarlier()).toEqual({ frozen: 1, failed: [broken.documentId] });
    expect((await detail(sound, sound.documentId)).frozen).toMatchObject({ late: true });
    // Other tests of this file look through the whole ledger.
    await world.ledger.db.deleteFrom('document').where('id', '=', broken.documentId).execute();
  });

  test('and still wait for their approver can be approved', async () => {
    const got = await draftedReport();
    const { documentId } = got;
    taken(await submit(got, documentId));
    await world.ledger.db
      .deleteFrom('paper_content')
      .where('document_id', '=', documentId)
      .execute();
    await world.ledger.db
      .updateTable('document')
      .set({ content_sha256: null })
      .where('id', '=', documentId)
      .execute();
    taken(await approve(got, documentId));
    expect((await detail(got, documentId)).frozen).toMatchObject({ late: true });
  });
});

describe('a letter', () => {
  test('keeps its names and its file when an agency is renamed', async () => {
    const got = await draftedLetter();
    const { documentId, office } = got;
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    const before = await files(got, documentId);
    expect(before.xlsx).toBeUndefined();
    await world.ledger.db
      .updateTable('agency')
      .set({ name: 'Tên khác' })
      .where('office_id', '=', office.officeId)
      .where('id', '=', office.agencyIds[0]!)
      .execute();
    expect((await detail(got, documentId)).names).toEqual(['Sở A', 'Sở B']);
    expect(await files(got, documentId)).toEqual(before);
  });

  test('numbered, is withdrawn only when nobody in it is left to urge, and can be drafted anew', async () => {
    const got = await draftedLetter();
    const { documentId, office, ids, cycleId } = got;
    const withdraw = () => office.inOffice(async (scope) => withdrawLetter(scope, { documentId }));
    const sends = async (obligationId: string) =>
      taken(
        await office.inOffice(async (scope) =>
          submitReport(scope, { obligationId, content: report() }),
        ),
      );
    taken(await submit(got, documentId));
    taken(await approve(got, documentId));
    taken(await number(got, documentId));
    await sends(ids[0]!);
    expect(await withdraw()).toEqual({
      ok: false,
      error: 'LETTER_STILL_NEEDED',
      details: { names: ['Sở B'] },
    });
    await sends(ids[1]!);
    expect((await detail(got, documentId)).reportedSince).toEqual(['Sở A', 'Sở B']);
    expect(await release(got, documentId)).toMatchObject({ error: 'LETTER_NAMES_CHANGED' });
    taken(await withdraw());
    expect(await withdraw()).toMatchObject({ error: 'PAPER_STATE' });
    expect(await detail(got, documentId)).toMatchObject({
      paper: { state: 'superseded', number: '77/UBND-NC' },
      withdrawnAt: world.clock.now(),
    });
    const row = await world.ledger.db
      .selectFrom('audit')
      .select(['act', 'actor'])
      .where('subject', '=', `document:${documentId}`)
      .orderBy('ordinal', 'desc')
      .executeTakeFirst();
    expect(row).toEqual({ act: 'withdrawLetter', actor: 'staff:test' });
    // One of them is late again with a supplement's successor: the next letter is a new version.
    await world.ledger.db
      .updateTable('obligation')
      .set({ state: 'expected', on_time: null })
      .where('id', '=', ids[1]!)
      .execute();
    const { documentId: anew } = taken(
      await office.inOffice(async (scope) => redraftLetter(scope, { cycleId })),
    );
    expect(await detail(got, anew)).toMatchObject({ names: ['Sở B'], paper: { version: 2 } });
  });

  test('that went out is not withdrawn, nor is a report', async () => {
    const got = await draftedLetter();
    taken(await submit(got, got.documentId));
    taken(await approve(got, got.documentId));
    taken(await number(got, got.documentId));
    taken(await release(got, got.documentId));
    const withdraw = async ({ office }: Case, documentId: string) =>
      office.inOffice(async (scope) => withdrawLetter(scope, { documentId }));
    expect(await withdraw(got, got.documentId)).toMatchObject({ error: 'PAPER_STATE' });
    world.clock.to('2026-06-01T09:00');
    const other = await draftedReport();
    expect(await withdraw(other, other.documentId)).toMatchObject({ error: 'PAPER_STATE' });
  });
});

describe('in a layout of the office’s own', () => {
  const words = async ({ office }: Case, documentId: string) => {
    const ref = { officeId: office.officeId, documentId, format: 'docx' as const };
    const file = await paperFile(world.ledger.db, paperPress, ref);
    return (await paragraphsOf(file!.bytes)).join('\n');
  };
  /** The sample with a word of its own, by which the layout is known. */
  const ownLayout = async (word: string) => {
    const sample = await templatePress.sample('urgingLetter');
    const xml = (await unzip(sample)).get('word/document.xml')!;
    return repacked(sample, { 'word/document.xml': xml.replace('Nơi nhận:', `Nơi nhận ${word}:`) });
  };
  const use = async ({ office }: Case, bytes: Buffer) => {
    const problems = await templatePress.check('urgingLetter', bytes);
    const kind = 'urgingLetter' as const;
    const given = { kind, fileName: 'mau.docx', bytes, problems, proposes: false };
    return office.inOffice(async (scope) => useTemplate(scope, given));
  };

  test('a draft follows the template, what was put forward keeps its own, and one with faults is refused', async () => {
    const got = await draftedLetter();
    const { office, documentId } = got;
    expect(await words(got, documentId)).toContain('Nơi nhận:');
    taken(await use(got, await ownLayout('MỘT')));
    expect(await words(got, documentId)).toContain('Nơi nhận MỘT:');
    taken(await submit(got, documentId));
    taken(await use(got, await ownLayout('HAI')));
    expect(await words(got, documentId)).toContain('Nơi nhận MỘT:');
    expect(await words(got, documentId)).toContain('Sở A');
    taken(await approve(got, documentId));
    taken(await number(got, documentId));
    const drop = () =>
      office.inOffice(async (scope) => dropTemplate(scope, { kind: 'urgingLetter' }));
    const { sha256 } = taken(await drop());
    expect(await drop()).toMatchObject({ error: 'NOT_FOUND' });
    const again = (hash: string) =>
      office.inOffice(async (scope) =>
        useTemplateAgain(scope, { kind: 'urgingLetter', sha256: hash }),
      );
    expect(await again('f'.repeat(64))).toMatchObject({ error: 'NOT_FOUND' });
    taken(await again(sha256));
    expect(await templatesOf(world.ledger.db, office.officeId)).toMatchObject([
      { kind: 'urgingLetter' },
    ]);
    taken(await drop());
    const numbered = await words(got, documentId);
    expect(numbered).toContain('Nơi nhận MỘT:');
    expect(numbered).toContain('Số: 77/');
    // Nothing is used that was refused.
    expect(await use(got, await templatePress.sample('consolidatedReport'))).toMatchObject({
      error: 'TEMPLATE_INVALID',
      details: { problems: expect.arrayContaining(['Không có trường “{Mở đầu}”.']) as unknown },
    });
    expect(await templatesOf(world.ledger.db, office.officeId)).toEqual([]);
  });

  test('a rehearsal lays its papers out as the office did when it was made', async () => {
    const got = await draftedLetter();
    const { office, planId, documentId } = got;
    const { db } = office.ledger;
    const bytes = await ownLayout('MỘT');
    taken(await use(got, bytes));
    const made = await createRehearsal(office.ledger, {
      ...{ officeId: office.officeId, planId, seed: 1, secondsPerDay: 1, actor: 'staff:test' },
    });
    const { rehearsalOfficeId } = taken(made);
    taken(
      await office.inOffice(async (scope) =>
        dropTemplate(scope, { kind: 'urgingLetter' as const }),
      ),
    );
    const drafted = await db
      .selectFrom('document')
      .selectAll()
      .where('office_id', '=', office.officeId)
      .where('id', '=', documentId)
      .executeTakeFirstOrThrow();
    const { content } = await liveContent(db, drafted);
    expect(await templateFor(db, office.officeId, content)).toBeNull();
    const rehearsed = await inTemplate(db, rehearsalOfficeId, content);
    expect(await templateFor(db, rehearsalOfficeId, rehearsed)).toEqual(bytes);
  });
});
