import type { DraftObligation } from '../schemas/plan-draft.js';

/** "gửi … về Sở trước ngày …": half a name, which by itself tells nobody. */
const HALF_NAME =
  /(?<!\p{L})(?:về|cho|đến|tới|lên|trình|gửi|nộp)\s+(?<name>Sở|Bộ|Ban|Cục|Chi cục|Văn phòng|Hội|Phòng|Trung tâm)(?=\s*(?:$|[,.;:()]|(?:trước|chậm|muộn|qua|để|bằng|hằng|hàng|theo|vào|trong|sau|xong|tổng hợp|khi)(?!\p{L})))/u;

/** Whom the sentence of a duty names as its receivers, half a name included, which the reader leaves open. */
export function printedReceivers({
  recipients,
  evidence,
}: Pick<DraftObligation, 'recipients'> & {
  readonly evidence: { readonly text: string } | null;
}): readonly string[] {
  if (recipients.length > 0) return recipients;
  const half = HALF_NAME.exec(evidence?.text.normalize('NFC') ?? '')?.groups?.['name'];
  return half === undefined ? [] : [half];
}
