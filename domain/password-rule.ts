/** What is wrong with a new password; null when it will do. */
export function passwordProblem(password: string): string | null {
  if (password.length < FEWEST) return `Mật khẩu cần ít nhất ${String(FEWEST)} ký tự`;
  const letters = new Set(password.toLowerCase());
  if (letters.size < FEWEST_DIFFERENT) {
    return `Mật khẩu cần ít nhất ${String(FEWEST_DIFFERENT)} ký tự khác nhau`;
  }
  return isGuessedFirst(password)
    ? 'Mật khẩu này quá thông dụng, đề nghị chọn mật khẩu khác'
    : null;
}

const FEWEST = 10;
const FEWEST_DIFFERENT = 5;

/** What lists of leaked passwords begin with, and their like in Vietnamese; without case, spaces and the digits at the end. */
const COMMON: ReadonlySet<string> = new Set([
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'matkhau',
  'matkhaumoi',
  'quantri',
  'quantrivien',
  'administrator',
  'admin',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'welcome',
  'vietnam',
  'congan',
  'dondoc',
  'changeme',
  'letmein',
  'abcdefghij',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'zxcvbnm',
  'abc',
]);
/** Rows of keys and of numbers that are typed in one stroke. */
const STROKES = [
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
];

function isGuessedFirst(password: string): boolean {
  const plain = password
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/\s/g, '');
  const word = plain.replace(/[\d!@#$%.*_-]+$/, '');
  const reversed = [...plain].reverse().join('');
  return (
    COMMON.has(plain) ||
    COMMON.has(word) ||
    STROKES.some((stroke) => stroke.includes(plain) || stroke.includes(reversed))
  );
}
