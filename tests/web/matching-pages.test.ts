import { expect, test } from '@jest/globals';
import type { OfficeOfStaff, Session } from '../../contract/session.js';
import { matchingPages } from '../../web/find/matching-pages.js';
import { destinationsFor } from '../../web/layout/destinations.js';

const PAGES = [
  { to: 'work', names: ['Việc của tôi', 'My work'] },
  { to: 'calendar', names: ['Lịch làm việc', 'Working calendar'] },
  { to: 'waves', names: ['Lịch gửi thư', 'Calendar of waves'] },
];
const found = (words: string) => matchingPages(PAGES, words).map(({ to }) => to);

test('pages are found by words of either name, without accents, what begins with them first', () => {
  expect(found('')).toEqual(['work', 'calendar', 'waves']);
  expect(found('LỊCH')).toEqual(['calendar', 'waves']);
  expect(found('thu lich')).toEqual(['waves']);
  expect(found('calendar')).toEqual(['waves', 'calendar']);
  expect(found('viec lam')).toEqual(['calendar']);
  expect(found('không có')).toEqual([]);
});

const office = { kind: 'live', open: true, canWrite: true } as OfficeOfStaff;
const placesOf = (of: Partial<OfficeOfStaff>) =>
  destinationsFor({ session: { mailbox: true } as Session, office: { ...office, ...of } }).map(
    ({ to }) => to,
  );

test('nobody is offered a page that would refuse him', () => {
  const clerk = placesOf({ roles: ['clerk'] });
  expect(clerk).toContain('/plans');
  expect(clerk.filter((to) => to.startsWith('/admin') || to === '/leader')).toEqual([]);
  expect(clerk).not.toContain('/plans/new');
  const officer = placesOf({ roles: ['officer'] });
  expect(officer).toEqual(expect.arrayContaining(['/plans/new', '/admin/contacts']));
  expect(officer).not.toContain('/admin/staff');
  expect(placesOf({ roles: ['admin'] })).toContain('/admin/staff');
  const rehearsal = placesOf({ roles: ['officer', 'admin'], kind: 'rehearsal', canWrite: false });
  expect(rehearsal).not.toContain('/work');
  expect(rehearsal).not.toContain('/plans/new');
});
