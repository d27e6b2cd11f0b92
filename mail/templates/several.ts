import { dayAt, plusDays, weekday } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import type { LadderNotice, RungItem } from '../content.js';
import { paragraph } from '../letter.js';
import type { Letter, Part } from '../letter.js';
import { fitSubject, oneLine } from '../shorten.js';
import { count } from '../wording.js';
import { closing, dueText, howToSend, leftText, replacesText, salutation } from './agency-parts.js';
import { bodyName, briefName, citationOf } from './brevity.js';
import type { Brevity } from './brevity.js';

export type SeveralNotice = Extract<LadderNotice, { readonly event: 'several' }>;

/** One mail for two or more reports of one agency; throws when two agencies are mixed, because nobody may read of another. */
export function severalLetter(notice: SeveralNotice, brevity: Brevity): Letter {
  const first = firstOf(notice);
  if (notice.items.some((item) => item.agencyName !== first.agencyName)) {
    throw new RangeError('one mail never speaks of two agencies');
  }
  const greeted = every(notice, 'toHead') ? `Lãnh đạo ${first.agencyName}` : first.agencyName;
  const replaced = notice.items.flatMap((item) => item.replaces);
  return {
    subject: severalSubject(notice),
    parts: [
      salutation(greeted),
      paragraph(`Thực hiện ${plans(notice, brevity)}, ${lead(notice, first, brevity)}`),
      list(notice, brevity),
      ...(replaced.length === 0 ? [] : [paragraph(replacesText(replaced, brevity).trim())]),
      ...howToSend(
        { channelText: commonChannel(notice.items), linkUrl: first.linkUrl },
        { brevity, askBack: notice.items.some((item) => item.rung === 'lastDay') },
      ),
      ...closing(first, brevity),
    ],
  };
}

/** The subject of a mail for several reports. */
export function severalSubject(notice: SeveralNotice): string {
  const first = firstOf(notice);
  const reports = `${count(notice.items.length)} báo cáo`;
  const body = first.sendingBody;
  return fitSubject({ agency: first.agencyName }, ({ agency }) => {
    if (every(notice, 'assigned')) return `[${body}] ${agency} có ${reports} theo Kế hoạch`;
    if (every(notice, 'overdue')) return `[${body}] Chưa nhận được ${reports} của ${agency}`;
    if (every(notice, 'toHead')) {
      return `[${body}] Kính đề nghị lãnh đạo ${agency} chỉ đạo gửi ${reports}`;
    }
    return dueThisWeek(notice)
      ? `[${body}] ${agency} có ${reports} đến hạn trong tuần`
      : `[${body}] ${agency} có ${reports} cần lưu ý thời hạn`;
  });
}

function firstOf({ items: [first] }: SeveralNotice): RungItem {
  if (first === undefined) throw new RangeError('a mail for several reports has none');
  return first;
}

function lead(notice: SeveralNotice, first: RungItem, brevity: Brevity): string {
  const reports = `${count(notice.items.length)} báo cáo sau`;
  const body = bodyName(first.sendingBody, brevity);
  if (every(notice, 'assigned')) return `${body} thông báo thời hạn và đề nghị gửi ${reports}:`;
  if (every(notice, 'prepare')) return `đề nghị chuẩn bị số liệu cho ${reports}:`;
  if (every(notice, 'overdue')) {
    return `${body} chưa nhận được, đề nghị gửi sớm hoặc báo ngày gửi được ${reports}:`;
  }
  if (every(notice, 'toHead')) {
    return `${body} chưa nhận được, kính đề nghị lãnh đạo đơn vị chỉ đạo gửi ${reports}:`;
  }
  return every(notice, 'assigned', 'remind', 'lastDay')
    ? `đề nghị gửi ${reports}:`
    : `đề nghị lưu ý ${reports}:`;
}

/** Soonest first; what does not fit is counted, the page shows it. */
function list(notice: SeveralNotice, brevity: Brevity): Part {
  const items = notice.items.toSorted((a, b) =>
    (a.target ?? '9999').localeCompare(b.target ?? '9999'),
  );
  const rest = items.length - brevity.items;
  // One line for "the others" saves little when only one is left out.
  const cut = rest > (brevity.bare ? 0 : 1);
  const shown = cut ? items.slice(0, brevity.items) : items;
  return {
    kind: 'list',
    items: [
      ...shown.map((item) => line(item, brevity)),
      ...(cut
        ? [`và ${count(rest)} báo cáo khác${brevity.naming ? ' tại trang báo cáo' : ''}`]
        : []),
    ],
  };
}

function line(item: RungItem, brevity: Brevity): string {
  const asked =
    item.extensionAsked === null
      ? ''
      : brevity.bare
        ? ' (đề nghị gia hạn)'
        : ' (đề nghị gia hạn đang được xem xét)';
  return `${rungLine(item, brevity)}${asked}`;
}

function rungLine(item: RungItem, brevity: Brevity): string {
  const name = `${item.supplement ? 'bổ sung ' : ''}${briefName(item.reportName, brevity, item.plan)}`;
  switch (item.rung) {
    case 'prepare':
      return `chuẩn bị ${name}: ${dueText(item)}`;
    case 'overdue':
    case 'toHead':
      return `chưa nhận được ${name} (thời hạn: ${dueText({ ...item, target: null })})`;
    case 'assigned':
    case 'remind':
    case 'lastDay':
      return `${name}: ${dueText(item)}${brevity.bare ? '' : leftText(item)}`;
  }
}

function every(notice: SeveralNotice, ...rungs: readonly RungItem['rung'][]): boolean {
  return notice.items.every((item) => rungs.includes(item.rung));
}

function dueThisWeek(notice: SeveralNotice): boolean {
  const sunday: Day = plusDays(notice.today, 7 - weekday(notice.today));
  return notice.items.every((item) => {
    if (item.target === null) return false;
    const on = dayAt(item.target);
    return on >= notice.today && on <= sunday;
  });
}

/** More plans than so many are counted. */
const NAMED_PLANS = 3;

function plans(notice: SeveralNotice, brevity: Brevity): string {
  const cited = new Map(notice.items.map(({ plan }) => [plan.citation, plan]));
  const [first, ...more] = cited.values();
  if (first === undefined) return '';
  if (more.length === 0) return citationOf(first, brevity);
  const shorts = [...new Set([...cited.values()].map(({ short }) => oneLine(short)))];
  const rest = shorts.length - NAMED_PLANS;
  return rest > 0
    ? `${shorts.slice(0, NAMED_PLANS).join('; ')} và ${count(rest)} văn bản khác`
    : shorts.join('; ');
}

function commonChannel(items: readonly RungItem[]): string | null {
  const channels = new Set(items.map((item) => item.channelText));
  return channels.size === 1 ? (items[0]?.channelText ?? null) : null;
}
