import type { LadderNotice } from '../content.js';
import { paragraph } from '../letter.js';
import type { Letter, Part } from '../letter.js';
import { fitSubject } from '../shorten.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { untilEndOf, weekdayText } from '../wording.js';
import {
  closing,
  dueText,
  howToSend,
  leftText,
  replacesText,
  salutation,
  sendVerb,
} from './agency-parts.js';
import { bodyName, brief, briefName, citationOf } from './brevity.js';
import type { Brevity } from './brevity.js';

export type SingleLadderNotice = Exclude<LadderNotice, { readonly event: 'several' }>;

/** The mail of one rung to one agency, in the order of wording.md. */
export function ladderLetter(notice: SingleLadderNotice, brevity: Brevity): Letter {
  const toHead = notice.event === 'toHead';
  const greeted = toHead ? `Lãnh đạo ${notice.agencyName}` : notice.agencyName;
  return {
    subject: ladderSubject(notice),
    parts: [
      salutation(greeted),
      ...coveringSentence(notice, brevity),
      paragraph(
        `Thực hiện ${citationOf(notice.plan, brevity)}, ${request(notice, brevity)}${replacesText(notice.replaces, brevity)}`,
      ),
      ...filesThere(notice, brevity),
      ...askedForTime(notice, brevity),
      ...howToSend(notice, { brevity, askBack: notice.event === 'lastDay' }),
      ...closing(notice, brevity),
    ],
  };
}

/** A wish for more time that nobody has answered: neither the agency nor its head is to think it unheard. */
function askedForTime(
  { extensionAsked, event }: SingleLadderNotice,
  { bare, naming }: Brevity,
): readonly Part[] {
  if (extensionAsked === null) return [];
  if (!naming) return [paragraph('Đang xét gia hạn.')];
  if (bare) return [paragraph(`Đang xem xét gia hạn ${untilEndOf(extensionAsked)}.`)];
  const asked = `Đề nghị gia hạn ${untilEndOf(extensionAsked)} của đơn vị đang được xem xét`;
  return [
    paragraph(
      event === 'toHead' ? `${asked}.` : `${asked}; khi chưa có trả lời, thời hạn chưa thay đổi.`,
    ),
  ];
}

/** What the officer wants said before anything is asked, in the first mail alone. */
function coveringSentence(notice: SingleLadderNotice, { bare, reason }: Brevity): readonly Part[] {
  const isFirst = notice.event === 'assigned' || notice.event === 'assignedAsked';
  const said = isFirst ? (notice.covering ?? '') : '';
  if (said === '') return [];
  return [paragraph(bare ? brief(said, reason) : said)];
}

/** Files lie on the page that the link of the mail leads to; the first mail says so. */
function filesThere(notice: SingleLadderNotice, { bare }: Brevity): readonly Part[] {
  const isFirst = notice.event === 'assigned' || notice.event === 'assignedAsked';
  const count = isFirst ? (notice.files ?? 0) : 0;
  if (count === 0) return [];
  // However short the mail must be: whoever does not hear of the files does not look for them.
  return [
    paragraph(
      bare
        ? `Kèm ${String(count)} tệp tại trang của đơn vị.`
        : `Kèm theo có ${String(count)} tệp, xem và tải về tại trang của đơn vị.`,
    ),
  ];
}

function request(notice: SingleLadderNotice, brevity: Brevity): string {
  const body = bodyName(notice.sendingBody, brevity);
  const report = briefName(notice.reportName, brevity, notice.plan);
  const verb = sendVerb(notice);
  const left = brevity.naming ? leftText(notice) : '';
  switch (notice.event) {
    case 'assigned':
      return `${body} thông báo thời hạn và đề nghị ${verb} ${report} ${dueText(notice)}${left}.`;
    case 'assignedAsked':
      return `${body} trân trọng đề nghị phối hợp cung cấp ${report} ${dueText(notice)}${left}.`;
    case 'prepare':
      return `đề nghị chuẩn bị số liệu để ${verb} ${report} ${dueText(notice)}${left}. Thư này chưa đề nghị gửi ngay.`;
    case 'remind':
      return `đề nghị ${verb} ${report} ${dueText(notice)}${left}.`;
    case 'lastDay':
      return `đề nghị ${verb} ${report} ${lastDayText(notice)}.`;
    case 'overdue':
      return `${body} chưa nhận được ${notice.supplement ? 'bản bổ sung ' : ''}${report} (thời hạn: ${dueText({ ...notice, target: null })}). Đề nghị gửi sớm hoặc báo ngày gửi được.`;
    case 'toHead':
      return `${body} chưa nhận được ${report} (thời hạn: ${dueText({ ...notice, target: null })}). Kính đề nghị lãnh đạo đơn vị chỉ đạo gửi.`;
  }
}

/** The rung repeats after days off: then today stands where the target stood, since that has passed. */
function lastDayText(notice: SingleLadderNotice & { readonly event: 'lastDay' }): string {
  if (notice.target === null || notice.hourBound) return dueText(notice);
  return `${dueText({ ...notice, target: null })}; trong giờ hành chính hôm nay, ${weekdayText(lastDayNamed(notice))}`;
}

function lastDayNamed(notice: SingleLadderNotice & { readonly event: 'lastDay' }): Day {
  const target = notice.target === null ? notice.today : dayAt(notice.target);
  return target < notice.today ? notice.today : target;
}

/** The subject of one rung's mail. */
export function ladderSubject(notice: SingleLadderNotice): string {
  const parts = {
    report: notice.reportName,
    agency: notice.agencyName,
    due: notice.duePhrase,
    plan: notice.plan.name,
  };
  const more = notice.supplement ? 'bổ sung ' : '';
  const collapsed = notice.replaces.length > 0 ? ' (thay các thư chưa gửi được)' : '';
  const body = notice.sendingBody;
  const ofPeriod = 'period' in notice && notice.period !== null ? `${notice.period} ` : '';
  switch (notice.event) {
    case 'assigned':
      if (notice.once === true) {
        return fitSubject(
          parts,
          ({ report, due }) => `[${body}] Đề nghị báo cáo đột xuất: ${report} ${due}`,
        );
      }
      return fitSubject(
        { due: notice.duePhrase },
        ({ due }) =>
          `[${body}] ${ofPeriod === '' ? 'Thời hạn báo cáo ' : `Báo cáo ${ofPeriod}`}theo ${notice.plan.short}: ${due}`,
      );
    case 'assignedAsked':
      if (notice.once === true) {
        return fitSubject(
          parts,
          ({ report, due }) => `[${body}] Đề nghị phối hợp cung cấp ${report} ${due}`,
        );
      }
      return fitSubject(
        {},
        () => `[${body}] Đề nghị phối hợp cung cấp kết quả ${ofPeriod}theo ${notice.plan.short}`,
      );
    case 'prepare':
      return fitSubject(
        parts,
        ({ report, due }) => `[${body}] Chuẩn bị ${more}${report}: gửi ${due}${collapsed}`,
      );
    case 'remind':
      return fitSubject(
        parts,
        ({ report, due }) =>
          `[${body}] Nhắc gửi ${more}${report} ${due}${collapsed || leftText(notice)}`,
      );
    case 'lastDay':
      return lastDaySubject(notice, more, collapsed);
    case 'overdue':
      return fitSubject(
        parts,
        ({ report, agency }) =>
          `[${body}] Chưa nhận được ${notice.supplement ? 'bản bổ sung ' : ''}${report} của ${agency}`,
      );
    case 'toHead':
      return fitSubject(
        parts,
        ({ report, agency }) => `[${body}] Kính đề nghị lãnh đạo ${agency} chỉ đạo gửi ${report}`,
      );
  }
}

function lastDaySubject(
  notice: SingleLadderNotice & { readonly event: 'lastDay' },
  more: string,
  collapsed: string,
): string {
  const parts = { report: notice.reportName, due: notice.duePhrase, plan: notice.plan.name };
  const body = notice.sendingBody;
  if (collapsed !== '') {
    return fitSubject(
      parts,
      ({ report, due }) => `[${body}] Nhắc gửi ${more}${report} ${due}${collapsed}`,
    );
  }
  if (notice.target === null) {
    return fitSubject(parts, ({ report, due }) => `[${body}] Đề nghị gửi ${more}${report} ${due}`);
  }
  const today = weekdayText(lastDayNamed(notice));
  return fitSubject(
    { report: notice.reportName, plan: notice.plan.name },
    ({ report }) => `[${body}] Đề nghị gửi ${more}${report} trong hôm nay, ${today}`,
  );
}
