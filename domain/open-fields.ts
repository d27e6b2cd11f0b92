import { isSameBody, lacksProvince } from './superior-body.js';

/** A place of a paper that nobody has filled in. */
export interface OpenField {
  readonly field: 'issuer' | 'superior' | 'place' | 'symbol' | 'capacity' | 'signer' | 'addressees';
  /** What is missing, as one Vietnamese sentence. */
  readonly words: string;
}

/** What the check looks at. */
interface FilledHead {
  readonly issuingBody: string;
  readonly placeOfIssue: string;
  readonly docSymbol: string;
  readonly signingCapacity: readonly string[];
  readonly signerName: string | null;
  readonly addressees: readonly string[];
}

/** What of a paper's head is still open, in the order of the page (NĐ 30/2020, Điều 8: a paper without these is none). */
export function openFieldsOf(
  head: FilledHead,
  { superiorKnown }: { readonly superiorKnown: boolean },
): readonly OpenField[] {
  const issuer = head.issuingBody.trim();
  const capacity = openCapacity(head.signingCapacity);
  const itself = head.addressees.find((name) => issuer !== '' && isSameBody(name, issuer));
  const open: readonly (OpenField | null)[] = [
    superiorKnown
      ? null
      : { field: 'superior', words: `Chưa rõ cơ quan chủ quản ghi trên tên ${issuer}.` },
    issuer === '' ? { field: 'issuer', words: 'Chưa có tên cơ quan ban hành.' } : null,
    lacksProvince(issuer)
      ? {
          field: 'issuer',
          words: `Tên cơ quan ban hành “${issuer}” chưa có tên tỉnh, thành phố.`,
        }
      : null,
    isOpen(head.docSymbol)
      ? { field: 'symbol', words: 'Chưa có ký hiệu đứng sau số văn bản.' }
      : null,
    isOpen(head.placeOfIssue) ? { field: 'place', words: 'Chưa có địa danh.' } : null,
    head.addressees.some((name) => name.trim() !== '')
      ? null
      : { field: 'addressees', words: 'Chưa có nơi kính gửi.' },
    itself === undefined
      ? null
      : {
          field: 'addressees',
          words: `Nơi kính gửi “${itself}” là chính cơ quan ban hành.`,
        },
    capacity === null ? null : { field: 'capacity', words: capacity },
    head.signerName === null || isOpen(head.signerName)
      ? { field: 'signer', words: 'Chưa có họ tên người ký.' }
      : null,
  ];
  return open.flatMap((field) => (field === null ? [] : [field]));
}

/** "KT." and "TL." name who is stood in for: the signer's own position comes below (NĐ 30/2020, Phụ lục I, mục 7). */
const STANDS_IN = /^(KT|TL|TUQ|TM)\./iu;

function openCapacity(lines: readonly string[]): string | null {
  const given = lines.map((line) => line.trim()).filter((line) => line !== '');
  const last = given.at(-1);
  if (last === undefined) return 'Chưa có quyền hạn, chức vụ của người ký.';
  return STANDS_IN.test(last) ? `Dưới dòng “${last}” chưa có chức vụ của người ký.` : null;
}

function isOpen(text: string): boolean {
  return /^[\s.…_-]*$/u.test(text) || text.includes('…');
}
