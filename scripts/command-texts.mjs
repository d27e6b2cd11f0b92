// What the commands of `dondoc` print at a terminal; with --json there is all of it.

/** How many of the lines of a list a terminal shows. */
const SHOWN = 30;

/** How each command is called, and below it what it is for. */
export function helpText(commands) {
  return commands
    .map(({ usage, about }) => `npm run --silent dondoc -- ${usage}\n    ${about}`)
    .join('\n');
}

/** Each check on its line; those because of which mail would not leave stand out. */
export function doctorText({ ok, checks }) {
  return [
    ok
      ? 'Thư đến hạn trong 24 giờ tới sẽ gửi được.'
      : 'CÓ VIỆC PHẢI XỬ LÝ TRƯỚC: thư sẽ không đi hoặc sai.',
    ...checks.map(
      (check) =>
        `  ${check.ok ? 'ok ' : check.stops ? '!! ' : ' ! '} ${check.name.padEnd(13)} ${check.words}`,
    ),
  ].join('\n');
}

/** What was written, and the sum by which it is known. */
export function backedUpText({ tables, rows, bytes, sha256, madeAt }) {
  return [
    `Đã sao lưu ${rows} dòng của ${tables} bảng (${Math.ceil(bytes / 1024)} KB), như lúc ${moment(madeAt)}.`,
    `sha256 ${sha256}`,
  ].join('\n');
}

/** What came back, and what cannot be used. */
export function restoredText({
  tables,
  rows,
  madeAt,
  seconds,
  missingKeys,
  audit,
  drilled = false,
}) {
  return [
    `${drilled ? 'Đã thử khôi phục' : 'Đã khôi phục'} ${rows} dòng của ${tables} bảng về thời điểm ${moment(madeAt)}, trong ${seconds} giây.`,
    audit.broken.length === 0
      ? `Nhật ký: ${audit.sealed} dòng đã niêm phong, nguyên vẹn.`
      : 'Nhật ký: KHÔNG xác minh được.',
    ...missingKeys.map(({ key, words }) => `Thiếu khóa ${key} của bản gốc: ${words}.`),
    drilled
      ? 'Hệ thống đang chạy không bị động đến.'
      : 'Hệ thống đang dừng sau hàng rào: xem npm run --silent dondoc -- fence',
  ].join('\n');
}

/** The mails by day for a person at a terminal, in Vietnamese as the mails are. */
export function previewText({ startAt, waves, skipped, warnings }) {
  const days = new Set(waves.map(({ at }) => at.slice(0, 10)));
  const total = waves.reduce((all, { count }) => all + count, 0);
  const section = (title, lines) => (lines.length === 0 ? [] : ['', title, ...lines]);
  return [
    `Bắt đầu theo dõi ${vietnameseDay(startAt)} ${startAt.slice(11, 16)}; tính như chưa đơn vị nào trả lời: ${total} thư trong ${days.size} ngày.`,
    ...[...days].flatMap((day) => [
      '',
      vietnameseDay(day),
      ...waves
        .filter(({ at }) => at.startsWith(day))
        .map(
          ({ at, name, rung, count, subject, why }) =>
            `  ${at.slice(11, 16)}  ${String(count).padStart(5)} thư  ${rung.padEnd(13)}  ${name}\n         ${subject}\n         Vì sao: ${why}`,
        ),
    ]),
    ...section('Không gửi:', [
      ...skipped.slice(0, SHOWN).map(({ at, reason }) => `  ${vietnameseDay(at)}  ${reason}`),
      ...(skipped.length > SHOWN ? [`  và ${skipped.length - SHOWN} mốc khác (xem --json)`] : []),
    ]),
    ...section(
      'Cần lưu ý:',
      warnings.map((line) => `  - ${line}`),
    ),
  ].join('\n');
}

/** An instant as the clock on the wall says it in Việt Nam, UTC+7 the year round. */
function moment(instant) {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ${vietnameseDay(local)}`;
}

function vietnameseDay(iso) {
  const [year, month, day] = iso.slice(0, 10).split('-');
  const weekday = new Date(`${iso.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const name =
    weekday === 0 ? 'Chủ nhật' : `thứ ${['Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy'][weekday - 1]}`;
  return `${name}, ${day}/${month}/${year}`;
}

/** The outcome for a person at a terminal; --json has all of it. */
export function rehearsalText({ stages, mails, obligations, letters, report }) {
  return [
    ...stages.map(({ name, businessAt }) => `${businessAt}  ${name}`),
    `mails: ${mails.sent} (${Object.entries(mails.byRung)
      .map(([rung, count]) => `${rung} ${count}`)
      .join(', ')})`,
    `obligations: ${Object.entries(obligations)
      .map(([state, count]) => `${state} ${count}`)
      .join(', ')}`,
    ...letters.map(({ docx, names }) => `letter: ${docx} (${names.length} named)`),
    ...(report ? [`report: ${report.docx} ${report.xlsx}`] : []),
  ].join('\n');
}

/** The office that was made and how its administrator signs in, or the code that lets somebody make one. */
export function officeText({ officeId, again, admin, code }) {
  if (officeId === undefined) {
    return code === null
      ? 'Đã có cơ quan; cơ quan khác được lập bằng lệnh office create.'
      : `Mã thiết lập, dùng một lần, trong 24 giờ: ${code}\nMở trang /set-up và nhập mã này.`;
  }
  return [
    again
      ? `Cơ quan ${officeId} đã được lập bằng chính lệnh này và chưa ai vào; mật khẩu in lần trước không còn dùng được.`
      : `Đã lập cơ quan ${officeId}, đang chuẩn bị.`,
    admin.password === null
      ? `Quản trị: ${admin.email}, đăng nhập bằng tài khoản đã có.`
      : `Quản trị: ${admin.email}, mật khẩu lần đầu: ${admin.password}`,
    'Đăng nhập rồi làm theo trang Chuẩn bị mở cơ quan.',
  ].join('\n');
}

/** Whose second factor was taken away, and who hears of it. */
export function staffText({ email, hadOne, offices }) {
  if (!hadOne) return `${email} không bật mã xác thực thứ hai; không có gì để gỡ.`;
  return [
    `Đã gỡ mã xác thực thứ hai của ${email}; mọi phiên đăng nhập đã kết thúc.`,
    ...offices.map(({ name, mailed }) => `${name}: ghi vào nhật ký, ${mailed} người nhận thư báo.`),
    'Người đó đăng nhập bằng mật khẩu (quên thì bấm Quên mật khẩu) rồi bật lại mã xác thực ở trang Tài khoản.',
  ].join('\n');
}

/** How the fence stands, for the operator. */
export function fenceText({ state, why, words, lastBeatAt, restoredTo, holds, released }) {
  return [
    `Hàng rào: ${state === 'closed' ? `ĐANG ĐÓNG (${why})` : state === 'open' ? 'đang mở' : 'chưa nhận'}. ${words}`,
    ...(lastBeatAt ? [`  hoạt động gần nhất: ${moment(lastBeatAt)}`] : []),
    ...(restoredTo ? [`  khôi phục về: ${moment(restoredTo)}`] : []),
    ...(state === 'closed'
      ? [
          '  Nếu đây là bản duy nhất được hoạt động: npm run --silent dondoc -- fence release',
          holds
            ? '  (mọi mốc đến hạn tới lúc đó được giữ lại chờ cán bộ; thêm --nothing-missing nếu chỉ chuyển máy, dữ liệu còn nguyên)'
            : '  (dữ liệu còn nguyên: mở lại thì gửi tiếp, không giữ lại mốc nào)',
        ]
      : []),
    ...(released?.held
      ? [
          `  Đã mở; giữ lại ${released.mails} thư và các mốc đến hạn từ ${moment(released.lostFrom)} đến ${moment(released.lostUntil)}, chờ cán bộ quyết định.`,
        ]
      : released
        ? ['  Đã mở; không giữ lại mốc nào.']
        : []),
  ].join('\n');
}

/** Whether the audit holds, and where it does not. */
export function auditText({ offices, sealed, broken }) {
  const places = broken.map(({ officeId, at }) =>
    officeId === 'register'
      ? `  Danh sách cơ quan: thiếu dòng ${at}.`
      : at === 0
        ? `  Cơ quan ${officeId} đã mất cùng toàn bộ nhật ký.`
        : `  Cơ quan ${officeId}: sai từ dòng ${at}.`,
  );
  return [
    `${sealed} dòng đã niêm phong của ${offices} cơ quan: ${broken.length === 0 ? 'nhật ký nguyên vẹn.' : 'NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN.'}`,
    ...places,
  ].join('\n');
}

/** How many years kept what is promised, and which did not. */
export function simulationText({ years, steps, mails, broken }) {
  const seeds = new Set(broken.map(({ seed }) => seed));
  return [
    `${years} years, ${steps} steps, ${mails} mails: ${seeds.size === 0 ? 'every promise kept' : `${seeds.size} YEARS BROKE A PROMISE`}`,
    ...broken
      .slice(0, SHOWN)
      .map(({ invariant, seed, at, what }) => `  seed ${seed}, ${at}: ${invariant}: ${what}`),
    ...(broken.length > SHOWN ? [`  and ${broken.length - SHOWN} more (see --json)`] : []),
  ].join('\n');
}
