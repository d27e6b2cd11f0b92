import type { UnitsOffered } from '../../contract/directory.js';
import type { LedgerDb } from '../../db/connection.js';
import type { ListChange, NameAnswers } from '../../domain/agency-list.js';
import { dayAt } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { refuse } from '../../domain/result.js';
import { provinceMeant } from '../../domain/units/province-meant.js';
import { lineOfUnit } from '../../domain/units/unit-lines.js';
import { communesBeyond } from '../../domain/units/unit-match.js';
import { provincesOn, UNITS_AS_OF, UNITS_BASIS, unitsOn } from '../../domain/units/units.js';
import type { ActResult } from '../act-result.js';
import type { OfficeScope } from '../scope.js';
import { importAgencies, importEffect } from './agencies.js';
import { agencyNames } from './agency-rows.js';
import { officeSettings } from './directory-views.js';

/** The provinces of the shipped list with how many units each has today, and the one that the office seems to be of. */
export async function unitsOffered(
  db: LedgerDb,
  { officeId, today }: { readonly officeId: string; readonly today: Day },
): Promise<UnitsOffered> {
  const { governingBody, placeOfIssue, name } = await officeSettings(db, officeId);
  const provinces = provincesOn(today);
  return {
    asOf: UNITS_AS_OF,
    basis: [...UNITS_BASIS],
    provinces: provinces.map(({ code, name: province }) => ({
      code,
      name: province,
      units: unitsOn(code, today).length,
    })),
    proposed: provinceMeant(provinces, [name, governingBody, placeOfIssue]),
  };
}

/** What bringing in the units of a province, as they are today, would do to the office's agencies; null for an unknown province. */
export async function unitsEffect(
  scope: OfficeScope,
  { province, answers }: { readonly province: string; readonly answers: NameAnswers },
): Promise<(ListChange & { readonly seen: string; readonly beyond: readonly string[] }) | null> {
  const units = unitsOn(province, dayAt(scope.now));
  if (units.length === 0) return null;
  const effect = await importEffect(scope, { lines: units.map(lineOfUnit), answers });
  const beyond = communesBeyond(await agencyNames(scope), units).map(({ name }) => name);
  return { ...effect, beyond };
}

/** Brings in the units of a province without any address: each is unreachable until somebody fills it in. */
export async function takeUnits(
  scope: OfficeScope,
  {
    province,
    ...shown
  }: { readonly province: string; readonly answers: NameAnswers; readonly seen: string },
): ActResult<{ added: number; changed: number; unchanged: number }> {
  const units = unitsOn(province, dayAt(scope.now));
  if (units.length === 0) return refuse('NOT_FOUND');
  return importAgencies(scope, { lines: units.map(lineOfUnit), ...shown, province });
}
