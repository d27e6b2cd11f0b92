import type { DraftChannel, DraftObligation } from '../../domain/schemas/plan-draft.js';
import { ENDS_NAME } from '../due/limit-words.js';
import { evidenceOf, part, type Passage } from '../passage.js';

/** How and through whom a duty is to be sent. */
export interface Sending {
  readonly via: string | null;
  readonly channels: DraftChannel[];
  readonly contactPoint: DraftObligation['contactPoint'];
}

/** "qua Công an tỉnh", "thông qua Phòng Tham mưu - Công an tỉnh"; ends before a channel, an address or the due phrase. */
const VIA = new RegExp(
  String.raw`(?<!\p{L})(?:thông )?qua\s+(?!(?:hệ thống|phần mềm|trục|thư điện tử|email|e-mail|đường|hộp thư|mạng|cổng|các|việc|địa chỉ|fax|bưu))(?<via>\p{L}[^;:()]*?)(?=\s*(?:[;:()]|-\s*cơ quan thường trực|\.(?:\s|$)|,?\s*(?:số \d|địa chỉ|đ/c|điện thoại|sđt|email|e-mail|trước|chậm nhất|để|hoặc|bằng|theo|trên|trong)(?!\p{L})|\s${ENDS_NAME}|$))`,
  'gu',
);

/** The ways of sending, and the words that name them. */
const CHANNELS: readonly { kind: DraftChannel['kind']; pattern: RegExp }[] = [
  {
    kind: 'document-system',
    pattern:
      /(?:(?:hệ thống|phần mềm|trục liên thông|cổng)\s+(?:[\p{L}]+\s+){0,3}?(?:văn bản|liên thông)|trục liên thông)[^;,.()]*?(?=\s+(?:hoặc|và(?! điều hành)|trước|chậm nhất|đồng thời|để)(?!\p{L})|[;,.()]|$)/gu,
  },
  {
    kind: 'e-mail',
    pattern:
      /(?:(?:hộp )?thư điện tử|địa chỉ (?:e-?mail|thư điện tử)|e-?mail)[^;()]*?(?:[\w.+-]+@[\w.-]+\w|(?=[;,.()]|$))/gu,
  },
  // "qua hộp thư a@b.vn": an address whatever is said before it
  { kind: 'e-mail', pattern: /(?:hộp thư(?: công vụ)?:?\s+)?[\w.+-]+@[\w.-]+\w/giu },
  {
    kind: 'form',
    pattern: /(?:biểu mẫu (?:trực tuyến|điện tử)|google form|đường link|đường dẫn)[^;,()]*/gu,
  },
  { kind: 'fax', pattern: /(?:số )?fax[^;,()]*/giu },
  { kind: 'post', pattern: /(?:đường bưu điện|bưu chính|bưu điện)(?! tỉnh)[^;,.()]*/giu },
  {
    kind: 'post',
    pattern:
      /(?:địa chỉ:?\s+(?!e-?mail|thư)(?=[^;()]{0,80}(?:số|đường|phố|lô|phường|xã|tầng|thôn)(?!\p{L}))|(?:số (?=\d+[\p{L}]? đường)))[^;()]*?(?=[;()]|\.\s*$|\s+(?:trước ngày|để)(?!\p{L})|$)/gu,
  },
];
/** A named officer or telephone: kept in the evidence only. */
const CONTACT = /(?:liên hệ|đầu mối|đồng chí|đ\/c|sđt|số điện thoại|điện thoại)[^()]*/iu;

/** What the part of a clause that belongs to one duty says of sending. */
export function sendingOf(source: string, duty: Passage): Sending {
  const via = viaOf(duty);
  const channels = channelsIn(source, duty);
  return { via: via?.text ?? null, channels, contactPoint: contactOf(source, duty, via, channels) };
}

function viaOf(duty: Passage): Passage | null {
  for (const match of duty.key.matchAll(VIA)) {
    const name = match.groups?.['via'] ?? '';
    if (
      !/^(?:phòng|công an|sở|văn phòng|bộ phận|cơ quan|ban|chi cục|cục|thường trực|trung tâm|ủy ban|ubnd|mặt trận|bộ chỉ huy|thanh tra|hội|đoàn|tổ |vụ |tổng cục|kho bạc|bảo hiểm|liên đoàn|tòa án|viện|ngân hàng|trạm|chi nhánh|đảng ủy|tỉnh ủy|thành ủy|bộ )/u.test(
        name,
      )
    )
      continue;
    const start = match.index + match[0].indexOf(name);
    return part(duty, start, start + name.length);
  }
  return null;
}

/** "không gửi qua Zalo, | thư điện tử": a way that is not to be taken. */
const NOT_BY =
  /(?<!\p{L})không (?:được )?(?:gửi |nhận |dùng |sử dụng )?(?:qua|bằng|báo cáo qua)(?!\p{L})[^;.()]*$/u;

function channelsIn(source: string, duty: Passage): DraftChannel[] {
  const channels: (DraftChannel & { at: number; end: number })[] = [];
  for (const { kind, pattern } of CHANNELS) {
    for (const match of duty.key.matchAll(pattern)) {
      const at = match.index;
      const end = at + match[0].trimEnd().length;
      if (channels.some((other) => at < other.end && other.at < end)) continue;
      if (NOT_BY.test(duty.key.slice(0, at))) continue;
      const evidence = evidenceOf(source, duty, at, end);
      channels.push({ kind, text: duty.text.slice(at, end), evidence, at, end });
    }
  }
  return channels
    .sort((a, b) => a.at - b.at)
    .map(({ kind, text, evidence }) => ({ kind, text, evidence }));
}

function contactOf(
  source: string,
  duty: Passage,
  via: Passage | null,
  channels: readonly DraftChannel[],
): DraftObligation['contactPoint'] {
  const contact = CONTACT.exec(duty.key);
  if (contact !== null && via !== null) {
    const evidence = evidenceOf(source, duty, contact.index, contact.index + contact[0].length);
    return { unit: via.text, evidence };
  }
  const address = channels.find(({ kind }) => kind === 'post');
  if (via === null || address === undefined) return null;
  const start = via.from[0] ?? 0;
  const end = address.evidence.end;
  return { unit: via.text, evidence: { start, end, text: source.slice(start, end) } };
}
