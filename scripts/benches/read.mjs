// How long reading takes once the text is there: a plan of 40 pages, and one of 10 in the same run.
// Time grows with length when the ratio stays near 4.
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { distDir } from '../project.mjs';

const PAGES = 40;
const SHORT_PAGES = 10;
const CHARACTERS_A_PAGE = 3_000;
const WARM_UP = 5;
const RUNS = 30;
const TARGET_MS = 300;

/** Reads both plans in turn, so that what else the machine does falls on both; `ok` says whether the target was met. */
export async function benchRead() {
  const { readPlan } = await import(pathToFileURL(join(distDir, 'reader/read.js')).href);
  const long = planOf(PAGES);
  const short = planOf(SHORT_PAGES);
  const read = (text) => {
    const startedAt = performance.now();
    const { obligations } = readPlan({ text, file: 'bench.txt', sha256: '', extractor: 'text' });
    if (obligations.length === 0) throw new Error('The plan of the bench was read without a duty.');
    return performance.now() - startedAt;
  };
  const times = { long: [], short: [] };
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    const taken = { long: read(long), short: read(short) };
    if (run < WARM_UP) continue;
    times.long.push(taken.long);
    times.short.push(taken.short);
  }
  const medianMs = quantile(times.long, 0.5);
  const shortMedianMs = quantile(times.short, 0.5);
  return {
    name: 'read',
    pages: PAGES,
    characters: long.length,
    runs: RUNS,
    medianMs,
    p95Ms: quantile(times.long, 0.95),
    reference: {
      pages: SHORT_PAGES,
      characters: short.length,
      medianMs: shortMedianMs,
      p95Ms: quantile(times.short, 0.95),
    },
    ratio: rounded(medianMs / shortMedianMs),
    targetMs: TARGET_MS,
    ok: medianMs < TARGET_MS,
  };
}

/** The same for a person at a terminal. */
export function readText({ pages, characters, runs, medianMs, p95Ms, reference, ratio, targetMs }) {
  return [
    `read: ${pages} pages, ${characters} characters, ${runs} runs`,
    `median ${medianMs} ms, p95 ${p95Ms} ms (target ${targetMs} ms)`,
    `${ratio} times the ${reference.medianMs} ms of ${reference.pages} pages`,
  ].join('\n');
}

function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
}

function rounded(number) {
  return Math.round(number * 100) / 100;
}

const HEAD = `ỦY BAN NHÂN DÂN
TỈNH SÔNG HƯƠNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 61/KH-UBND

Sông Hương, ngày 12 tháng 5 năm 2027

KẾ HOẠCH
Tổ chức Tháng hành động vì dòng sông sạch năm 2027

Căn cứ Kế hoạch số 12/KH-UBND ngày 15/01/2027 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh Sông Hương ban hành Kế hoạch như sau:

I. THỜI GIAN THỰC HIỆN

1. Thời gian thực hiện: Từ ngày 01/6/2027 đến ngày 30/6/2027.
`;

const FOOT = `
III. TỔ CHỨC THỰC HIỆN

1. Các sở, ngành và Ủy ban nhân dân các xã, phường báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nông nghiệp và Môi trường) trước ngày 05/7/2027.

2. Sở Nông nghiệp và Môi trường tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 12/7/2027./.

Nơi nhận:
- Các sở, ngành;
- UBND các xã, phường;
- Lưu: VT, NN.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Hải Đăng
`;

const BODIES = [
  'Sở Y tế',
  'Sở Xây dựng',
  'Sở Tài chính',
  'Công an tỉnh',
  'Sở Nội vụ',
  'Sở Tư pháp',
];

/** A plan in our own words; every page says other things in other numbers, as a real one does. */
function planOf(pages) {
  const body = ['', 'II. NỘI DUNG VÀ PHÂN CÔNG', ''];
  const wanted = pages * CHARACTERS_A_PAGE - HEAD.length - FOOT.length;
  for (let item = 1, length = 0; length < wanted; item += 1) {
    const paragraph = itemOf(item).join('\n');
    body.push(paragraph);
    length += paragraph.length + 1;
  }
  return `${HEAD}${body.join('\n')}${FOOT}`;
}

function itemOf(item) {
  const lead = BODIES[item % BODIES.length];
  const support = BODIES[(item + 2) % BODIES.length];
  return [
    `${(item % 90) + 1}. ${lead}`,
    '',
    `- Chủ trì, phối hợp với ${support} và các cơ quan liên quan khảo sát ${item + 12} đoạn bờ sông; lập bản đồ điểm rác tồn đọng, phân loại theo mức độ và đề xuất cách xử lý phù hợp với điều kiện của từng nơi.`,
    '',
    `- Hướng dẫn người dân hai bên bờ (khoảng ${item * 37} hộ) thu gom, phân loại rác; vận động mỗi hộ ký cam kết không đổ rác xuống sông, theo Công văn số ${item + 100}/SNNMT-MT ngày ${(item % 27) + 1}/4/2027.`,
    '',
    `- Tổ chức lớp tập huấn thứ ${item} cho đội tình nguyện, có hình ảnh và sổ ghi chép; số liệu tính đến ngày ${(item % 27) + 1}/6/2027 được lưu tại đơn vị để đối chiếu khi cần.`,
    '',
    ...(item % 12 === 0
      ? [
          `- Gửi báo cáo kết quả đợt ${item / 12} về Sở Nông nghiệp và Môi trường trước ngày ${(item % 20) + 5}/6/2027.`,
          '',
        ]
      : []),
  ];
}
