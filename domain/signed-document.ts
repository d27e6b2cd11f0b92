import { bodyKeyOf } from './agency-match.js';
import { agencyKindOf } from './agency-kind.js';
import { fold } from './fold.js';
import { momentInWords } from './moment-words.js';
import { printedDay } from './printed-day.js';
import { numbersAgree } from './register/document-number.js';
import type { Day } from './day.js';
import type { FileSignature, SignedFile, UnreadText } from './signed-file.js';

/** The document as whoever sent it names it. */
export interface SaidOfDocument {
  readonly documentNumber: string | null;
  readonly documentDate: Day | null;
  readonly signer: string | null;
  /** Whose document it is to be; absent where that is asked elsewhere. */
  readonly agency?: string;
}

/** One thing found when a file is laid beside what was said of it. */
export interface DocumentFinding {
  /** `good`: as it should be; `look`: a person should look; `bad`: changed or unsafe; `open`: cannot be checked. */
  readonly tone: 'good' | 'look' | 'bad' | 'open';
  readonly text: string;
}

/** What is found in a signed document, the gravest verdict of all findings first. */
export interface SignedDocumentCheck {
  readonly verdict: DocumentFinding['tone'];
  readonly findings: readonly DocumentFinding[];
}

/** Lays a file beside what was said of it: its signatures, and number, date and signer as its text prints them. */
export function checkSignedDocument(file: SignedFile, said: SaidOfDocument): SignedDocumentCheck {
  const findings = [...signatureFindings(file.signatures), ...printedFindings(file, said)];
  const has = (tone: DocumentFinding['tone']) => findings.some((one) => one.tone === tone);
  const verdict = has('bad') ? 'bad' : has('look') ? 'look' : has('open') ? 'open' : 'good';
  return { verdict, findings };
}

function signatureFindings(signatures: readonly FileSignature[]): readonly DocumentFinding[] {
  if (signatures.length === 0) {
    return [
      {
        tone: 'open',
        text: 'Tệp không có chữ ký số (bản quét hoặc chưa ký số): không kiểm tra được.',
      },
    ];
  }
  const last = signatures.at(-1);
  return [
    ...signatures.map(signatureFinding),
    ...(last?.behind === 'unsigned' && last.state === 'intact'
      ? [{ tone: 'look', text: 'Sau chữ ký cuối, tệp còn được thêm phần chưa ai ký.' } as const]
      : []),
    ...(signatures.some(({ state, kind }) => state === 'intact' && kind === 'signature')
      ? [
          {
            tone: 'good',
            text: 'Tên là tên ghi trong chứng thư; hệ thống không hỏi tổ chức chứng thực.',
          } as const,
        ]
      : []),
  ];
}

function signatureFinding(signature: FileSignature): DocumentFinding {
  const who = holderWords(signature);
  switch (signature.state) {
    case 'changed':
      return { tone: 'bad', text: `${who}: tệp đã bị sửa sau khi ký.` };
    case 'weak':
      return {
        tone: 'open',
        text: `${who}: ký bằng thuật toán cũ (SHA-1, MD5), không kiểm tra được tệp có bị sửa hay không.`,
      };
    case 'unknown':
      return { tone: 'open', text: `${who}: kiểu chữ ký này không kiểm tra được.` };
    case 'unreadable':
      return { tone: 'open', text: 'Tệp có ô chữ ký số nhưng chưa ký hoặc chữ ký hỏng.' };
    case 'intact':
      return intactFinding(signature, who);
  }
}

function intactFinding(signature: FileSignature, who: string): DocumentFinding {
  const { signedAt, timeFrom, wasInTime, isSelfMade } = signature;
  const when =
    signedAt === null
      ? ''
      : ` ký lúc ${momentInWords(signedAt)}${timeFrom === 'signer' ? ' (giờ máy người ký)' : ''};`;
  if (isSelfMade) {
    return {
      tone: 'look',
      text: `${who}:${when} chứng thư tự tạo, không do tổ chức chứng thực cấp.`,
    };
  }
  if (wasInTime === false) {
    return {
      tone: 'look',
      text: `${who}:${when} lúc đó chứng thư đã hết hạn hoặc chưa có hiệu lực.`,
    };
  }
  return { tone: 'good', text: `${who}:${when} phần đã ký không bị sửa.` };
}

/** "Chữ ký số của Nguyễn Văn An (UBND xã …)", "Chữ ký số của cơ quan UBND xã …", "Dấu thời gian …". */
function holderWords({ kind, name, organisation }: FileSignature): string {
  if (kind === 'timeStamp') return name === null ? 'Dấu thời gian' : `Dấu thời gian của ${name}`;
  if (name === null) return 'Chữ ký số';
  if (isOfficeName(name)) return `Chữ ký số của cơ quan ${name}`;
  return `Chữ ký số của ${name}${organisation === null || organisation === name ? '' : ` (${organisation})`}`;
}

/** Whether a certificate is that of an office and not of a person. */
function isOfficeName(name: string): boolean {
  return (
    agencyKindOf(name) !== 'other' ||
    /^(?:ủy ban|ubnd|hội đồng|bộ|trung tâm|viện|trường|ban|phòng|công ty)(?!\p{L})/u.test(
      fold(name),
    )
  );
}

const UNREAD: Readonly<Record<UnreadText, DocumentFinding>> = {
  scanned: {
    tone: 'open',
    text: 'Bản quét, không có chữ để đọc: không đối chiếu được số, ngày, người ký.',
  },
  locked: { tone: 'open', text: 'Tệp đặt mật khẩu: không đối chiếu được số, ngày, người ký.' },
  damaged: {
    tone: 'open',
    text: 'Không đọc được chữ trong tệp: không đối chiếu được số, ngày, người ký.',
  },
  secret: {
    tone: 'bad',
    text: 'Tệp có dấu chỉ độ mật: đề nghị xem ngay; bí mật nhà nước không được để trên hệ thống này.',
  },
  tooLong: {
    tone: 'open',
    text: 'Tệp quá dài, chưa đọc: không đối chiếu được số, ngày, người ký.',
  },
  busy: {
    tone: 'open',
    text: 'Hệ thống đang bận, chưa đọc tệp: chưa đối chiếu số, ngày, người ký.',
  },
};

function printedFindings(
  { printed, unread, signatures }: SignedFile,
  said: SaidOfDocument,
): readonly DocumentFinding[] {
  if (printed === null) return [UNREAD[unread ?? 'damaged']];
  const persons = signatures.flatMap(({ state, name, kind }) =>
    state === 'intact' && kind === 'signature' && name !== null && !isOfficeName(name)
      ? [name]
      : [],
  );
  const numbers = numbersAgree(said.documentNumber, printed.number);
  const days = [said.documentDate, printed.issuedOn].map((day) =>
    day === null ? null : printedDay(day),
  );
  return [
    finding('Số', said.documentNumber, printed.number, numbers === 'same' || numbers === 'part'),
    finding('Ngày', days[0] ?? null, days[1] ?? null, days[0] === days[1]),
    signerFinding(said.signer, printed.signer, persons),
    ...issuerFindings(said.agency, printed.issuer),
  ];
}

/** One field as it was said and as the file prints it. */
function finding(
  label: string,
  said: string | null,
  found: string | null,
  isSame: boolean,
): DocumentFinding {
  if (found === null) {
    const name = label.toLowerCase();
    return { tone: 'open', text: `Không đọc thấy ${name} của văn bản trong tệp.` };
  }
  if (said === null) return { tone: 'good', text: `${label} trong tệp: ${found}.` };
  return isSame
    ? { tone: 'good', text: `${label} ${found}: đúng như trong tệp.` }
    : { tone: 'look', text: `${label} đã ghi là ${said}, trong tệp là ${found}.` };
}

/** The signer as said, as printed below the text, and as the certificates of persons name him. */
function signerFinding(
  said: string | null,
  printed: string | null,
  persons: readonly string[],
): DocumentFinding {
  const [person] = persons;
  const printedOrSaid = printed ?? said;
  if (
    person !== undefined &&
    printedOrSaid !== null &&
    !persons.some((one) => isSameName(one, printedOrSaid))
  ) {
    return {
      tone: 'look',
      text: `Người ký trên văn bản là ${printedOrSaid}, chữ ký số của ${person}.`,
    };
  }
  const found = printed ?? person ?? null;
  return finding(
    'Người ký',
    said,
    found,
    said !== null && found !== null && isSameName(said, found),
  );
}

/** A document of another body than the one that sent it is told; names are compared without place and forms. */
function issuerFindings(
  agency: string | undefined,
  issuer: string | null,
): readonly DocumentFinding[] {
  if (agency === undefined || issuer === null || bodyKeyOf(agency) === bodyKeyOf(issuer)) return [];
  return [
    { tone: 'look', text: `Cơ quan ban hành ghi trong tệp là ${issuer}, không phải ${agency}.` },
  ];
}

/** "Đ/c Nguyễn Văn An - Chủ tịch" and "NGUYỄN VĂN AN" name one person. */
function isSameName(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => ` ${(fold(name).match(/\p{L}+/gu) ?? []).join(' ')} `);
  return a !== undefined && b !== undefined && (a.includes(b) || b.includes(a));
}
