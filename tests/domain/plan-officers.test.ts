import { describe, expect, test } from '@jest/globals';
import { day } from '../../domain/day.js';
import { contactPointOn, followersOn } from '../../domain/plan-officers.js';

const person = (id: string, other: { active?: boolean; deputyOf?: string | null } = {}) => ({
  id,
  name: `Cán bộ ${id}`,
  email: `${id}@songhuong.example`,
  phone: `0900 000 00${String(id.length)}`,
  roles: ['officer'],
  deputyOf: null,
  active: true,
  ...other,
});
const PEOPLE = [person('an'), person('binh'), person('chi1', { deputyOf: 'binh' })];
const TODAY = day('2026-06-22');
const away = (staffId: string, takerId: string | null = null) => ({
  ...{ staffId, takerId },
  from: day('2026-06-20'),
  to: day('2026-06-25'),
});

describe('who follows a plan on a day', () => {
  const names = (
    officers: Parameters<typeof followersOn>[0],
    absences: readonly ReturnType<typeof away>[] = [],
  ) => followersOn(officers, { people: PEOPLE, absences, day: TODAY }).map(({ id }) => id);

  test('the named officer first, then those beside him, each once', () => {
    expect(names({ namedId: 'binh', besideIds: ['an', 'binh'] })).toEqual(['binh', 'an']);
  });

  test('while somebody is away, who does his work: the one he named, else his deputy', () => {
    expect(names({ namedId: 'an', besideIds: [] }, [away('an', 'chi1')])).toEqual(['chi1']);
    expect(names({ namedId: 'binh', besideIds: ['chi1'] }, [away('binh')])).toEqual(['chi1']);
  });

  test('nobody where nobody was named: it is everybody’s of the role', () => {
    expect(names({ namedId: null, besideIds: [] })).toEqual([]);
  });
});

describe('what mails say while somebody else does the work', () => {
  const [named, present] = [person('an'), person('binh')];
  const of = (change: Partial<Record<'officerName' | 'officerPhone' | 'replyTo', string>>) =>
    contactPointOn(
      { officerName: named.name, officerPhone: named.phone, replyTo: named.email, ...change },
      { named, present },
    );
  const his = { officerName: present.name, officerPhone: present.phone, replyTo: present.email };

  test('name, telephone and Reply-To are his who does it', () => {
    expect(of({})).toEqual(his);
    expect(of({ officerName: `Thượng tá ${named.name}`, replyTo: 'AN@songhuong.example' })).toEqual(
      his,
    );
  });

  test('what belongs to the whole unit stays', () => {
    const unit = { officerPhone: '0234 000 000', replyTo: 'phongthammuu@songhuong.example' };
    expect(of(unit)).toEqual({ ...unit, officerName: present.name });
  });

  test('a contact point that names somebody else stays as it is', () => {
    const other = {
      officerName: 'Cán bộ khác',
      officerPhone: '0900 000 009',
      replyTo: 'k@x.example',
    };
    expect(of(other)).toEqual(other);
  });

  test('without a telephone of his own on the list, the colleague’s stands beside the colleague’s name', () => {
    expect(
      contactPointOn(
        { officerName: named.name, officerPhone: '0900 111 222', replyTo: named.email },
        { named: { ...named, phone: null }, present },
      ).officerPhone,
    ).toBe(present.phone);
  });
});
