import { fold } from './fold.js';

/**
 * The body above an issuing body in the head of its papers (NĐ 30/2020, Phụ lục I, mục 2; for the police the
 * Ministry, not the committee): null where none stands there, undefined where only the office knows.
 * `committee`: the people's committee of the province, where it is known.
 */
export function superiorBody(
  issuingBody: string,
  committee: string | null = null,
): string | null | undefined {
  const name = fold(issuingBody).trim();
  if (/^(ủy ban nhân dân|ubnd|hội đồng nhân dân|chính phủ)(?=\s|$)/u.test(name)) {
    return null;
  }
  if (/^bộ (?!chỉ huy|tư lệnh)/u.test(name)) return null;
  if (/^công an (tỉnh|thành phố)(?=\s|$)/u.test(name)) return 'Bộ Công an';
  const office = /^(?:phòng|văn phòng|trung tâm|ban) .*?,?\s((?:công an) (?:tỉnh|thành phố).*)$/u;
  if (office.test(name)) {
    const from = name.search(/công an (tỉnh|thành phố)/u);
    return issuingBody.normalize('NFC').trim().slice(from);
  }
  if (/^viện kiểm sát nhân dân (tỉnh|thành phố)/u.test(name)) {
    return 'Viện kiểm sát nhân dân tối cao';
  }
  const ofTheCommittee =
    /^(sở|thanh tra tỉnh|thanh tra thành phố|văn phòng (ubnd|ủy ban nhân dân))(?=\s|$)/u;
  return ofTheCommittee.test(name) && committee !== null ? committee : undefined;
}

/** The people's committee that issued a plan, or whose chairman did, written out; null where another body did. */
export function committeeIn(issuer: string): string | null {
  const body = fullBodyName(issuer, null);
  return /^ủy ban nhân dân(?=\s)/u.test(fold(body)) ? body : null;
}

const PROVINCE = /(?:^|\s)((?:tỉnh|thành phố)\s+\S.*)$/iu;

/** A chairman signs in the name of the committee, which alone stands in the head (NĐ 30/2020, Phụ lục I, mục II.2). */
const CHAIRMAN = /^(?:phó\s+)?chủ tịch\s+(?=(?:UBND|ủy ban nhân dân)(?:\s|$))/iu;

/**
 * A body as heads and sentences of papers name it: written out, with its province ("Công an tỉnh" beside "UBND tỉnh X":
 * "Công an tỉnh X"). `besides` are bodies of the same province, the first that names it counts.
 */
export function fullBodyName(body: string, ...besides: readonly (string | null)[]): string {
  const written = body
    .normalize('NFC')
    .trim()
    .replace(CHAIRMAN, '')
    .replace(/^UBND(?=\s|$)/u, 'Ủy ban nhân dân');
  const level = /(?:tỉnh|thành phố)$/iu.exec(written)?.[0];
  if (level === undefined || !lacksProvince(written)) return written;
  // "Công an thành phố" is none of a province that is a "tỉnh".
  const province = besides
    .map((name) => PROVINCE.exec((name ?? '').normalize('NFC').trim())?.[1])
    .find((name) => name !== undefined && fold(name).startsWith(`${fold(level)} `));
  return province === undefined ? written : written.slice(0, -level.length) + province;
}

/** Whether two names are of one body; one may lack its province: "Công an tỉnh", "Sở Y tế". */
export function isSameBody(one: string, other: string): boolean {
  const [a = '', b = ''] = [one, other].map((name) => fold(fullBodyName(name, null)).trim());
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  // "UBND xã Phú" is not "UBND xã Phú Mỹ", nor is "Văn phòng" that of the committee.
  if (short === '' || !long.startsWith(`${short} `)) return false;
  return lacksProvince(short) || /^(?:tỉnh|thành phố)\s/u.test(long.slice(short.length + 1));
}

/** Whether a name stops before the province it is of: "Công an tỉnh". */
export function lacksProvince(body: string): boolean {
  return /(?:^|\s)(?:tỉnh|thành phố)$/iu.test(body.trim());
}
