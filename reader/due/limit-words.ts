/** Source of a pattern that reads the words of limit that no name goes on over: "Thanh tra tỉnh | muộn nhất là hết ngày …". */
export const ENDS_NAME = String.raw`(?:thì|(?:chậm|muộn|trễ) nhất|không quá|trước (?:ngày|khi|\d)|trong (?:vòng|thời hạn|thời gian|ngày|tháng|quý|tuần)|vào (?:ngày|lúc|sáng|chiều|thứ|tháng)|hằng|định kỳ|cập nhật|thời hạn)(?!\p{L})`;

/** "(là) (đến) (vào) (hết) (trong)", as they follow a word of limit. */
const LINK = String.raw`(?:\s*[:,])?(?:\s+(?:là|đến|vào|hết|trong))*`;
/** A deadline announced by name: "hạn chót", "thời hạn gửi báo cáo". */
const LIMIT = String.raw`(?:hạn (?:chót|cuối(?: cùng)?|mới|gửi|nộp|đăng ký)|hết hạn|thời hạn|(?<!thời |kỳ |quá )hạn(?=\s*(?::|là|ngày|\d)))(?: (?:gửi|nộp|báo cáo|hoàn thành|đăng ký|góp ý))*`;
/** Source of a pattern that reads words that let the whole due day pass; "trước" alone does not. */
export const BY_STRONG = String.raw`(?:(?:chậm nhất|muộn nhất|trễ nhất|${LIMIT})${LINK})`;
/** Source of a pattern that reads the word before a day that may pass. */
export const BY = String.raw`(?:${BY_STRONG}|không (?:quá|muộn hơn|chậm hơn|sau)${LINK}|(?:xong |hoàn thành )?(?:đến hết|hết|trong|vào)|đến)`;
/** Source of a pattern that reads the word before a day that is too late. */
export const BEFORE = String.raw`(?:(?:(?:chậm nhất|muộn nhất|xong|hoàn thành)|${LIMIT}(?:\s*:)?)\s+(?:là\s+)?)?trước`;

/** Source of a pattern that reads the last day that counts by what comes of those who are later: ", qua 15/10 không nhận". */
export function tooLateAfter(date: string): string {
  return String.raw`(?=nếu |qua|quá|sau)(?<=[,;(]\s*)(?:nếu )?(?:qua|quá|sau)\s+(?:thời hạn )?(?:ngày\s*)?${date}[\s,)]*(?:[\p{L}\s]{1,40} )?không (?:được )?(?:tiếp )?(?:nhận|xét|xem xét|giải quyết|tổng hợp|thanh toán)(?!\p{L})`;
}
