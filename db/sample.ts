import { readFile } from 'node:fs/promises';
import { instantOf } from '../domain/day.js';
import type { ListedAgency } from '../domain/sample-agencies.js';
import { agencyKindOf } from '../domain/agency-kind.js';
import { insertAgencies } from './agencies.js';
import { openLedger } from './ledger.js';
import { createOffice } from './office-setup.js';
import type { NewOffice } from './office-setup.js';
import { openStaffAuth } from './staff-auth.js';

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
  readonly instanceId: string;
  readonly authSecret: string;
}): Promise<{ created: boolean; signIn: { email: string; password: string }[] }> {
  const clock = { now: () => instantOf(Date.now()) };
  const ledger = openLedger({ databaseUrl: options.databaseUrl, clock, poolSize: 2 });
  const auth = openStaffAuth({
    databaseUrl: options.databaseUrl,
    secret: options.authSecret,
    publicUrl: options.publicUrl,
  });
  try {
    const offices = await ledger.db.selectFrom('office').select('id').limit(1).execute();
    if (offices.length > 0) return { created: false, signIn: [] };
    const signIn: { email: string; password: string }[] = [];
    const staff: NewOffice['staff'][number][] = [];
    for (const { name, email, roles } of STAFF) {
      const made = await auth.createAccount({ email, name });
      if (made !== null) signIn.push({ email, password: made.password });
      const userId = made?.userId ?? (await auth.userIdOf(email));
      staff.push({ name, email, roles, phone: '0900 000 100', userId });
    }
    await ledger.db.transaction().execute(async (trx) => {
      const officeId = await createOffice(trx, {
        kind: 'live',
        name: `Sở Nông nghiệp và Môi trường ${PROVINCE}`,
        shortName: 'Sở NN&MT',
        emailDomain: DOMAIN,
        settings: { ministryAddress: `tiepnhan@bo.example` },
        clockAt: null,
        rehearsal: null,
        staff,
      });
      await insertAgencies({ trx, officeId }, sampleAgencies());
    });
    return { created: true, signIn };
  } finally {
    await auth.close();
    await ledger.close();
  }
}

/** The text of the plan that comes with dondoc. */
export async function samplePlanText(): Promise<string> {
  return readFile(new URL('./sample/plan.txt', import.meta.url), 'utf8');
}
