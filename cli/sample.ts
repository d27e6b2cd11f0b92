import { readFile } from 'node:fs/promises';
import { dayAt } from '../domain/day.js';
import type { Instant } from '../domain/day.js';
import type { ListedAgency } from '../domain/sample-agencies.js';
import { agencyKindOf } from '../domain/agency-kind.js';
import type { PlanDraft } from '../domain/schemas/plan-draft.js';
import { uploadPlan } from '../office/plan/upload.js';
import { listedInput } from '../domain/agency-list.js';
import { insertAgencies } from '../office/directory/agency-rows.js';
import { openLiveLedger } from '../office/live-ledger.js';
import { createOffice } from '../office/directory/create-office.js';
import { firstAccount } from '../office/directory/first-account.js';
import { inSetUp } from '../office/directory/in-set-up.js';
import type { NewOffice } from '../office/directory/create-office.js';
import { openStaffAuth } from '../office/directory/staff-auth.js';

/** A fictional province: no such body, person or address exists. */
const PROVINCE = 'tỉnh Sông Hương';
const DOMAIN = 'songhuong.example';
const STANDING = `Sở Nông nghiệp và Môi trường`;

const DEPARTMENTS = [
  'Văn phòng UBND tỉnh',
  'Sở Nội vụ',
  'Sở Tài chính',
  'Sở Xây dựng',
  'Sở Công Thương',
  'Sở Y tế',
  'Sở Giáo dục và Đào tạo',
  'Sở Văn hóa, Thể thao và Du lịch',
  'Sở Khoa học và Công nghệ',
  'Sở Tư pháp',
  'Công an tỉnh',
  'Bộ Chỉ huy quân sự tỉnh',
  'Báo và Phát thanh, Truyền hình tỉnh',
] as const;

const COMMUNES = [
  'phường An Lạc',
  'phường Bến Ngự',
  'phường Cồn Hến',
  'xã Đồng Mai',
  'xã Gia Thủy',
  'xã Hương Cần',
  'xã Lâm Phú',
  'xã Mỹ Lộc',
] as const;

const ASKED = ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'Hội Nông dân tỉnh'] as const;

const STAFF = [
  { name: 'Trần Thị Mai', email: `canbo@${DOMAIN}`, roles: ['officer'] },
  { name: 'Lê Văn Hòa', email: `canbo2@${DOMAIN}`, roles: ['officer'] },
  { name: 'Nguyễn Đức Thành', email: `lanhdao@${DOMAIN}`, roles: ['approver'] },
  { name: 'Phạm Thu Hà', email: `vanthu@${DOMAIN}`, roles: ['clerk'] },
  { name: 'Hoàng Minh Tuấn', email: `quantri@${DOMAIN}`, roles: ['admin', 'officer'] },
] as const;

/** The agencies of the sample office: one standing body, bound and merely asked ones. */
export function sampleAgencies(): readonly ListedAgency[] {
  const named: readonly (readonly [string, boolean, boolean])[] = [
    [STANDING, true, true],
    ...DEPARTMENTS.map((name) => [name, true, false] as const),
    ...COMMUNES.map((name) => [`UBND ${name}`, true, false] as const),
    ...ASKED.map((name) => [name, false, false] as const),
  ];
  return named.map(([name, binding, standing], index) => ({
    name,
    kind: agencyKindOf(name),
    tags: name.startsWith('UBND') ? ['Khối xã, phường'] : ['Khối sở, ngành'],
    email: `dv${String(index + 1).padStart(2, '0')}@${DOMAIN}`,
    headEmail: `lanhdao.dv${String(index + 1).padStart(2, '0')}@${DOMAIN}`,
    phone: `0900 000 ${String(index + 1).padStart(3, '0')}`,
    binding,
    standing,
  }));
}

/** Sets up the sample office on an empty ledger, with accounts whose first passwords are random; `created` is false where an office exists. */
export async function seedSampleOffice(options: {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly authSecret: string;
  /** Reads the sample plan as it reads every plan. */
  readonly read: (document: {
    readonly name: string;
    readonly bytes: Buffer;
  }) => Promise<{ readonly draft: PlanDraft; readonly text: string }>;
}): Promise<{ created: boolean; signIn: { email: string; password: string }[] }> {
  const ledger = openLiveLedger({ databaseUrl: options.databaseUrl, poolSize: 2 });
  const auth = openStaffAuth({
    databaseUrl: options.databaseUrl,
    secret: options.authSecret,
    publicUrl: options.publicUrl,
  });
  try {
    await ledger.clock.known;
    // Asked and made in one: of two who come at once the second finds the office of the first.
    const made = await inSetUp(ledger, async (trx) => {
      const offices = await trx.selectFrom('office').select('id').limit(1).execute();
      if (offices.length > 0) return null;
      const signIn: { email: string; password: string }[] = [];
      const staff: NewOffice['staff'][number][] = [];
      for (const { name, email, roles } of STAFF) {
        const account = await firstAccount(trx, auth, { email, name });
        if (account !== null) signIn.push({ email, password: account.password });
        const userId = account?.userId ?? (await auth.userIdOf(email));
        staff.push({ name, email, roles, phone: '0900 000 100', userId });
      }
      const id = await createOffice(trx, {
        kind: 'live',
        sample: true,
        name: `Sở Nông nghiệp và Môi trường ${PROVINCE}`,
        shortName: 'Sở NN&MT',
        emailDomain: DOMAIN,
        settings: {
          ministryAddress: `tiepnhan@bo.example`,
          signers: [{ capacity: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC', name: 'Người Ký Mẫu' }],
        },
        clockAt: null,
        rehearsal: null,
        staff,
      });
      await insertAgencies({ trx, officeId: id }, sampleAgencies().map(listedInput));
      return { officeId: id, signIn };
    });
    if (made === null) return { created: false, signIn: [] };
    const { officeId, signIn } = made;
    const bytes = await samplePlan(ledger.clock.now());
    const { draft, text } = await options.read({ name: 'ke-hoach-mau.txt', bytes });
    await ledger.inOffice({ officeId, actor: 'system' }, async (scope) =>
      uploadPlan(scope, { fileName: 'ke-hoach-mau.txt', bytes, text, draft }),
    );
    return { created: true, signIn };
  } finally {
    await auth.close();
    await ledger.close();
  }
}

const SAMPLE_YEAR = '2027';
/** The sample plan is signed in May for June: from then on the next year's is shown. */
const LAST_DAY_TO_START = '-05-20';

/** The sample plan, moved to the coming June so that it can really be started. */
async function samplePlan(now: Instant): Promise<Buffer> {
  const text = await readFile(new URL('./sample/plan.txt', import.meta.url), 'utf8');
  const today = dayAt(now);
  const thisYear = today.slice(0, 4);
  const year = today > `${thisYear}${LAST_DAY_TO_START}` ? String(Number(thisYear) + 1) : thisYear;
  return Buffer.from(text.replaceAll(SAMPLE_YEAR, year));
}
