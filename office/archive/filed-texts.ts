import { sql } from 'kysely';
import { csvOf } from '../../domain/csv.js';
import { withOffset } from '../../domain/day.js';
import { dutyActWords } from '../../domain/duty-act-words.js';
import { formOf } from '../../domain/form-of.js';
import { rungName } from '../../domain/words.js';
import type { LedgerDb } from '../../db/connection.js';
import {
  BY_AGENCY_NAME,
  cyclesOfRequirements,
  dutiesOfAgencies,
  obligationsOfAgencies,
  reportNameOfCycle,
} from '../../db/joined.js';
import { readableDetails } from '../audit/readable-details.js';
import type { OfPlan } from './filed-papers.js';

/** A text made for a work file. */
export interface FiledText {
  readonly subject: string;
  readonly fileName: string;
  readonly text: string;
}

/** For each period of a plan: what was asked and answered, the receipts, and the figures with their words. */
export async function filedTexts(db: LedgerDb, of: OfPlan): Promise<readonly FiledText[]> {
  const cycles = await cyclesOfRequirements(db)
    .select([
      'cycle.id',
      'requirement.form',
      'requirement.form_definition as formDefinition',
      reportNameOfCycle().as('reportName'),
    ])
    .where('cycle.office_id', '=', of.officeId)
    .where('cycle.plan_id', '=', of.planId)
    .orderBy('cycle.opens_at')
    .orderBy('cycle.key')
    .execute();
  const texts: FiledText[] = [];
  for (const { id, reportName, form, formDefinition } of cycles) {
    const cycle = { officeId: of.officeId, cycleId: id };
    const text = (about: string, rows: Parameters<typeof csvOf>[0]): FiledText => ({
      subject: `${about}: ${reportName}`,
      fileName: `${about} - ${reportName}.csv`,
      text: csvOf(rows),
    });
    texts.push(
      text('Đôn đốc và trả lời', await askedAndAnswered(db, cycle)),
      text('Biên nhận báo cáo', await receipts(db, cycle)),
      text(
        'Số liệu và nội dung báo cáo',
        await reportedValues(db, cycle, formOf({ form, formDefinition })),
      ),
    );
  }
  return texts;
}

interface OfCycle {
  readonly officeId: string;
  readonly cycleId: string;
}

type Rows = (string | number | null)[][];

const MAIL_FATES: Readonly<Record<string, string>> = {
  sent: 'đã gửi',
  bounced: 'chưa đến nơi',
  refused: 'máy chủ từ chối',
  suppressed: 'không gửi',
  doubtful: 'chưa rõ',
  planned: 'chờ gửi',
  sending: 'đang gửi',
};

/** Every mail to an agency and every act about its report, by agency and time. */
async function askedAndAnswered(db: LedgerDb, { officeId, cycleId }: OfCycle): Promise<Rows> {
  const mails = await obligationsOfAgencies(db)
    .innerJoin('notice', (join) =>
      join
        .onRef('notice.office_id', '=', 'obligation.office_id')
        .onRef('notice.obligation_id', '=', 'obligation.id'),
    )
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select([
      'agency.name as agency',
      'notice.name',
      'notice.planned_for as plannedFor',
      'message.sent_at as sentAt',
      'message.subject',
      'message.to_name as toName',
      'message.to_address as toAddress',
      'message.state',
      'message.response',
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .execute();
  const recorded = await obligationsOfAgencies(db)
    .innerJoin('audit', (join) =>
      join
        .onRef('audit.office_id', '=', 'obligation.office_id')
        .on(sql<boolean>`audit.subject = 'obligation:' || obligation.id`),
    )
    .select(['agency.name as agency', 'audit.at', 'audit.act', 'audit.details'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .execute();
  const acts = await readableDetails(db, officeId, recorded);
  const calls = await obligationsOfAgencies(db)
    .innerJoin('call', (join) =>
      join
        .onRef('call.office_id', '=', 'obligation.office_id')
        .onRef('call.obligation_id', '=', 'obligation.id'),
    )
    .select(['agency.name as agency', 'call.at', 'call.answered'])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .execute();
  const told = [
    ...calls.map(({ agency, at, answered }) => ({
      agency,
      at,
      cells: ['Cuộc gọi', dutyActWords('logCall'), null, null, null, null, answered],
    })),
    ...mails.map(
      ({ agency, name, plannedFor, sentAt, subject, toName, toAddress, state, response }) => ({
        agency,
        at: sentAt ?? plannedFor,
        cells: [
          'Thư',
          rungName(name) === name ? '' : rungName(name),
          subject,
          toName,
          toAddress,
          MAIL_FATES[state ?? ''] ?? 'không có thư',
          response,
        ],
      }),
    ),
    ...acts
      .filter(({ act }) => act !== 'logCall')
      .map(({ agency, at, act, details }) => ({
        agency,
        at,
        cells: ['Việc', dutyActWords(act), null, null, null, null, reasonOf(details)],
      })),
  ];
  const ordered = told.sort(
    (a, b) => a.agency.localeCompare(b.agency, 'vi') || (a.at < b.at ? -1 : 1),
  );
  return [
    [
      'Cơ quan, đơn vị',
      'Lúc',
      'Loại',
      'Nội dung',
      'Tiêu đề thư',
      'Người nhận',
      'Địa chỉ',
      'Kết quả',
      'Trả lời, lý do',
    ],
    ...ordered.map(({ agency, at, cells }) => [agency, withOffset(at), ...cells]),
  ];
}

function reasonOf(details: Readonly<Record<string, unknown>>): string | null {
  const { reason } = details;
  return typeof reason === 'string' ? reason : null;
}

async function receipts(db: LedgerDb, of: OfCycle): Promise<Rows> {
  const rows = await versions(db, of);
  return [
    [
      'Cơ quan, đơn vị',
      'Lần',
      'Nhận lúc',
      'Hình thức',
      'Số, ký hiệu',
      'Ngày văn bản',
      'Người ký',
      'Người gửi',
      'Không phát sinh',
      'Đúng hạn',
    ],
    ...rows.map((row) => [
      row.agency,
      row.version,
      withOffset(row.receivedAt),
      row.channel,
      row.documentNumber,
      row.documentDate,
      row.signer,
      row.senderName,
      row.nil ? 'x' : '',
      row.onTime === null ? '' : row.onTime ? 'đúng hạn' : 'sau hạn',
    ]),
  ];
}

async function reportedValues(
  db: LedgerDb,
  of: OfCycle,
  { indicators, sections }: Pick<ReturnType<typeof formOf>, 'indicators' | 'sections'>,
): Promise<Rows> {
  const rows = await versions(db, of);
  return [
    ['Cơ quan, đơn vị', 'Lần', 'Mã', 'Chỉ tiêu, mục', 'Đơn vị tính', 'Giá trị, nội dung'],
    ...rows.flatMap(({ agency, version, figures, nilCodes, narrative }) => [
      ...indicators.flatMap(({ code, label, unit }) => {
        const value = figures[code] ?? (nilCodes.includes(code) ? 'không phát sinh' : undefined);
        return value === undefined ? [] : [[agency, version, code, label, unit, value]];
      }),
      ...sections.flatMap(({ key, heading }) => {
        const text = narrative[key]?.trim() ?? '';
        return text === '' ? [] : [[agency, version, key, heading, '', text]];
      }),
    ]),
  ];
}

async function versions(db: LedgerDb, { officeId, cycleId }: OfCycle) {
  return dutiesOfAgencies(db)
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'obligation.office_id')
        .onRef('submission.obligation_id', '=', 'obligation.id'),
    )
    .select([
      'agency.name as agency',
      'obligation.on_time as onTime',
      'submission.version',
      'submission.received_at as receivedAt',
      'submission.channel',
      'submission.document_number as documentNumber',
      'submission.document_date as documentDate',
      'submission.signer',
      'submission.sender_name as senderName',
      'submission.nil',
      'submission.figures',
      'submission.nil_codes as nilCodes',
      'submission.narrative',
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.cycle_id', '=', cycleId)
    .orderBy(BY_AGENCY_NAME)
    .orderBy('submission.version')
    .execute();
}
