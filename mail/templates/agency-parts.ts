import { RUNG_WORDS } from '../../domain/words.js';
import { dayAt, minuteAt } from '../../domain/day.js';
import type { Rung } from '../../domain/ladder.js';
import type { AgencyHead, AgencyItem, ContactPerson } from '../content.js';
import { paragraph, shownLink } from '../letter.js';
import type { Part, Step } from '../letter.js';
import { oneLine } from '../shorten.js';
import { clockText, weekdayText, workingDaysText } from '../wording.js';
import { brief } from './brevity.js';
import type { Brevity } from './brevity.js';

/** The button an agency presses when the signed paper has gone by the document system. */
const CLAIM_BUTTON = '“Đã gửi qua hệ thống văn bản”';

const SAFETY =
  'Thư tự động; không hỏi mật khẩu, OTP, số căn cước. Không nhập bí mật nhà nước, tên người nghiện.';

/** "Kính gửi {ĐV},". */
export function salutation(agencyName: string): Part {
  return paragraph(`Kính gửi ${oneLine(agencyName)},`);
}

/** {mốc}: "trong giờ hành chính thứ Sáu, 03/7/2026", or to the hour when the deadline names one; null without a target. */
export function targetText(
  item: Pick<AgencyItem, 'target' | 'hourBound'>,
  lead = 'trong giờ hành chính',
): string | null {
  if (item.target === null) return null;
  const day = weekdayText(dayAt(item.target));
  return item.hourBound
    ? `chậm nhất ${clockText(minuteAt(item.target))}, ${day}`
    : `${lead} ${day}`;
}

/** "{hạn}; trong giờ hành chính {mốc}". */
export function dueText(item: AgencyItem): string {
  const target = targetText(item);
  return target === null ? oneLine(item.duePhrase) : `${oneLine(item.duePhrase)}; ${target}`;
}

/** " (còn 02 ngày làm việc)" or nothing. */
export function leftText(item: AgencyItem): string {
  const left = workingDaysText(item.workingDaysLeft);
  return left === null ? '' : ` (${left})`;
}

/** "gửi", "phối hợp gửi" for a body merely asked, "gửi bổ sung" for what was returned. */
export function sendVerb(item: Pick<AgencyItem, 'binding' | 'supplement'>): string {
  if (item.supplement) return 'gửi bổ sung';
  return item.binding ? 'gửi' : 'phối hợp gửi';
}

/** " Thư này thay các thư chưa gửi được: …" or nothing. */
export function replacesText(rungs: readonly Rung[], brevity: Brevity): string {
  if (rungs.length === 0) return '';
  if (!brevity.naming) return ' Thay các thư trước.';
  return ` Thư này thay các thư chưa gửi được: ${[...new Set(rungs)].map((rung) => RUNG_WORDS[rung]).join(', ')}.`;
}

/** How to send: (1) the signed document by the plan's channel, (2) the figures by the link, its domain shown; then the button. */
export function howToSend(
  item: Pick<AgencyItem, 'channelText' | 'linkUrl'>,
  options: { readonly brevity: Brevity; readonly askBack: boolean },
): readonly Part[] {
  const channel =
    item.channelText === null
      ? 'theo kênh Kế hoạch nêu'
      : `qua ${brief(item.channelText, options.brevity.channel)}`;
  if (item.linkUrl === null) return [paragraph(`Cách gửi: văn bản ký số ${channel}.`)];
  const steps: Step[] = [
    { mark: '(1)', text: `văn bản ký số ${channel};`, link: null },
    { mark: '(2)', text: 'số liệu tại', link: shownLink(item.linkUrl) },
  ];
  const claim = options.askBack && !options.brevity.bare ? 'xin báo lại: bấm' : 'bấm';
  return [
    { kind: 'steps', lead: 'Cách gửi:', steps },
    paragraph(`Nếu đã gửi, ${claim} ${CLAIM_BUTTON} để dừng nhắc.`),
  ];
}

/** Named person, reference code and the closing sentence: the end of every mail to an agency. */
export function closing(head: AgencyHead, brevity: Brevity): readonly Part[] {
  const contact = contactText(head.contact, brevity.unit);
  return [
    ...(contact === null ? [] : [paragraph(contact)]),
    ...(head.referenceCode === null
      ? []
      : [
          paragraph(
            `Mã đối chiếu: ${oneLine(head.referenceCode)}${brevity.bare ? '' : ' (in trong công văn giới thiệu)'}.`,
          ),
        ]),
    { kind: 'small', text: SAFETY },
  ];
}

/** "Đầu mối: phòng, họ tên, điện thoại …"; null when nobody is named. */
export function contactText(contact: ContactPerson | null, unitWords: number): string | null {
  if (contact === null) return null;
  const named = [
    brief(contact.unit, unitWords),
    ...(contact.person === null ? [] : [brief(contact.person, unitWords)]),
    ...(contact.phone === null ? [] : [`điện thoại ${oneLine(contact.phone)}`]),
  ];
  return `Đầu mối: ${named.filter((part) => part !== '').join(', ')}.`;
}
