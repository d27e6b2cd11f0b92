import type { RecordPaper } from '../../documents/record-shapes.js';
import { spanWords } from '../../domain/compliance-words.js';
import type { Span } from '../../domain/compliance.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { dutyActWords } from '../../domain/duty-act-words.js';
import { STORY_WORDS } from '../../domain/explain/why-words.js';
import { momentInWords } from '../../domain/moment-words.js';
import { printedDay } from '../../domain/printed-day.js';
import { storyActWords } from '../../domain/story-act-words.js';
import { rungName, rungOf } from '../../domain/words.js';
import { officeIssuer } from '../paper/office-issuer.js';
import type { OfficeScope } from '../scope.js';
import type { AgencyStory, StoryDuty } from './agency-story.js';
import type { StoryEntry } from './story-entries.js';

/** Hồ sơ đôn đốc: everything asked and answered about one duty, or about one agency in a period, as a paper of the office. */
export function dossier(
  { office, now }: Pick<OfficeScope, 'office' | 'now'>,
  story: AgencyStory,
  span: Span | null,
): RecordPaper {
  const { agency, duties, contacts } = story;
  const [only] = duties;
  const about =
    span === null && only !== undefined
      ? `${agency.name}: ${only.reportName}`
      : `${agency.name}${span === null ? '' : `, ${spanWords(span)}`}`;
  const entries =
    span === null ? story.entries : story.entries.filter((entry) => isOf(entry, story));
  return {
    issuer: officeIssuer(office),
    on: dayAt(now),
    rehearsal: office.kind === 'rehearsal',
    type: 'Hồ sơ đôn đốc',
    subject: about,
    blocks: [
      { kind: 'heading', text: 'I. Nội dung phải báo cáo' },
      ...(duties.length === 0
        ? [{ kind: 'text' as const, text: 'Không có nội dung nào phải báo cáo.' }]
        : [dutyTable(duties)]),
      { kind: 'heading', text: 'II. Đầu mối của đơn vị' },
      ...(contacts.length === 0
        ? [{ kind: 'text' as const, text: 'Chưa có địa chỉ.' }]
        : [{ kind: 'list' as const, items: contacts.map(contactWords) }]),
      { kind: 'heading', text: 'III. Diễn biến' },
      {
        kind: 'text',
        text: `Lập từ sổ theo dõi lúc ${momentInWords(now)}: ${String(entries.length)} việc, theo thứ tự thời gian.`,
      },
      {
        kind: 'table',
        columns: [
          { heading: 'Thời điểm', share: 22, align: 'left' },
          { heading: 'Việc', share: 24, align: 'left' },
          { heading: 'Nội dung', share: 54, align: 'left' },
        ],
        rows: entries.map((entry) => [
          momentInWords(entry.at),
          whatWords(entry),
          contentWords(entry, duties),
        ]),
      },
    ],
    tables: [],
  };
}

/** What is of the duties told here; what happened to the agency itself is left to the whole story. */
function isOf({ obligationId }: StoryEntry, { duties }: AgencyStory): boolean {
  return duties.some((duty) => duty.obligationId === obligationId);
}

const STATE = {
  expected: 'Chưa nhận được',
  claimed: 'Báo đã gửi, chờ đối chiếu',
  submitted: 'Đã nhận, chờ kiểm tra',
  returned: 'Đề nghị bổ sung',
  accepted: 'Đã đưa vào tổng hợp',
  waived: 'Không phải báo cáo',
} as const satisfies Record<StoryDuty['state'], string>;
const TIMELINESS = {
  onTime: 'đúng hạn',
  late: 'gửi sau hạn',
  overdue: 'quá hạn, chưa nhận được',
} as const;

function dutyTable(duties: readonly StoryDuty[]) {
  return {
    kind: 'table' as const,
    columns: [
      { heading: 'Báo cáo', share: 34, align: 'left' as const },
      { heading: 'Kế hoạch', share: 28, align: 'left' as const },
      { heading: 'Thời hạn', share: 18, align: 'left' as const },
      { heading: 'Hiện nay', share: 20, align: 'left' as const },
    ],
    rows: duties.map((duty) => [
      headed(duty.reportName),
      duty.citation,
      duty.grantedDay === null
        ? duty.due
        : `${duty.due}; được gia hạn hoặc gửi lại đến hết ngày ${printedDay(duty.grantedDay)}`,
      [
        STATE[duty.state],
        ...(duty.timeliness === null ? [] : [TIMELINESS[duty.timeliness]]),
        ...(duty.nil ? ['không phát sinh'] : []),
      ].join(', '),
    ]),
  };
}

const ROLE = { mailbox: 'Hộp thư', person: 'Cán bộ', head: 'Lãnh đạo' } as const;

function contactWords({ role, name, email, phone, bounced }: AgencyStory['contacts'][number]) {
  const parts = [name, email, phone, bounced ? 'thư không đến nơi' : null];
  return `${ROLE[role]}: ${parts.filter((part) => part !== null).join(', ')}`;
}

function whatWords(entry: StoryEntry): string {
  switch (entry.kind) {
    case 'mail':
      return rungOf(entry.name) === null ? 'Thư' : `Thư: ${rungName(entry.name)}`;
    case 'call':
      return `Gọi điện (${entry.by})`;
    case 'version':
      return `Nhận báo cáo lần ${String(entry.version)}`;
    case 'act':
      return `${storyActWords(dutyActWords(entry.act))}${entry.times > 1 ? ` ${String(entry.times)} lần, lần cuối` : ''} (${entry.actor})`;
  }
}

function contentWords(entry: StoryEntry, duties: readonly StoryDuty[]): string {
  const of = duties.find(({ obligationId }) => obligationId === entry.obligationId);
  const name = of === undefined || duties.length === 1 ? [] : [`[${of.reportName}]`];
  return [...name, ...saidIn(entry)].join(' ');
}

function saidIn(entry: StoryEntry): readonly string[] {
  switch (entry.kind) {
    case 'mail':
      return [
        ...(entry.subject === null ? [] : [`“${entry.subject}”`]),
        ...(entry.to === null ? [] : [`đến ${entry.to}:`]),
        entry.why === null
          ? `${STORY_WORDS[entry.story]}.`
          : `${STORY_WORDS[entry.story]}. ${entry.why}`,
      ];
    case 'call':
      return [
        entry.answered,
        ...(entry.promisedDay === null ? [] : [`(hẹn gửi ${dayWords(entry.promisedDay)})`]),
      ];
    case 'version':
      return [
        `Người gửi: ${entry.sender}.`,
        ...(entry.document === null ? [] : [`Văn bản số ${entry.document}.`]),
        ...(entry.nil ? ['Không phát sinh.'] : []),
        ...(entry.attachments.length === 0
          ? []
          : [`Kèm: ${entry.attachments.map(({ fileName }) => fileName).join(', ')}.`]),
      ];
    case 'act':
      return entry.reason === null ? [] : [`Lý do: ${entry.reason}`];
  }
}

/** A name at the head of a cell. */
function headed(name: string): string {
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
}

function dayWords(on: Day): string {
  return `ngày ${printedDay(on)}`;
}
