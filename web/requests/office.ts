import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { OfficeOfStaff, Session } from '../../contract/session.js';
import type { Role } from '../../contract/values.js';
import { useLanguage } from '../i18n/language.js';
import { ask } from './ask.js';

export const SESSION_KEY = ['session'] as const;

/** Who is signed in, with all offices this person may see. */
export function useSession(): UseQueryResult<Session> {
  const { language } = useLanguage();
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: () => ask('GET /api/session', { officeId: null, language }),
    staleTime: 60_000,
    retry: false,
  });
}

/** The office on screen: the one the address names (a rehearsal), else the person's own; null before sign-in. */
export function useOffice(): OfficeOfStaff | null {
  const { data } = useSession();
  const { office: named } = useSearch({ strict: false });
  if (data === undefined) return null;
  return data.offices.find(({ id }) => id === named) ?? data.offices[0] ?? null;
}

/** Whether the person may act in the office on screen by one of the roles; a rehearsal is only looked at. */
export function useMay(...roles: readonly Role[]): boolean {
  const office = useOffice();
  return office?.canWrite === true && roles.some((role) => office.roles.includes(role));
}
