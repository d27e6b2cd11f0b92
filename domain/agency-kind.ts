import type { AgencyKind } from './agency-kinds.js';

/** How the name of a body tells what kind of reporter it is, first match wins. */
const KIND_BY_NAME: readonly (readonly [RegExp, AgencyKind])[] = [
  [/^(?:UBND|Ủy ban nhân dân)\s+(?:các\s+)?(?:xã|phường|đặc khu|thị trấn|huyện|quận)/iu, 'commune'],
  [/^(?:xã|phường|đặc khu|thị trấn)\s/iu, 'commune'],
  [/công an/iu, 'police'],
  [/quân sự|biên phòng|cảnh sát biển|quân khu|đoàn đặc nhiệm/iu, 'military'],
  [/^(?:báo|đài)(?=\s|$)|phát thanh|truyền hình/iu, 'press'],
  [/ngân hàng/iu, 'bank'],
  [/kiểm sát|t[oò][àa]? án|thi hành án/iu, 'judiciary'],
  // A mass organisation is no sector of the state; a "Hội đồng" is none of its members' bodies.
  [
    /tỉnh ủy|thành ủy|đảng ủy|mặt trận|^(?:trung ương |tỉnh |thành )?hội(?!\s+đồng)(?=\s)|^hiệp hội|^liên (?:hiệp|minh|đoàn)|liên đoàn|đoàn thanh niên|^(?:tỉnh|thành) đoàn|^đoàn (?:luật sư|khối)/iu,
    'party',
  ],
  [/^(?:sở|ban|cục)(?=\s)|^văn phòng|^thanh tra|^chi cục/iu, 'department'],
];

/** The kind of reporter a body's name stands for; `other` when the name does not tell. */
export function agencyKindOf(name: string): AgencyKind {
  const text = name.normalize('NFC').trim();
  return KIND_BY_NAME.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}
