import type { Day } from '../day.js';
import { plainCell } from '../figure-names.js';
import type { FormDefinition, Indicator } from '../schemas/form-definition.js';

/** A duty of the office that has begun, with its form and how many reports of its latest period are in. */
export interface BegunDuty {
  readonly requirementId: string;
  readonly reportName: string;
  readonly planTitle: string;
  readonly form: FormDefinition;
  readonly reports: number;
  readonly periodFrom: Day | null;
  readonly periodTo: Day | null;
}

/** A figure that a form asks for and agencies have reported already under another duty. */
export interface KnownFigure {
  readonly code: string;
  readonly label: string;
  /** Where it stands: what `prefill` of the indicator would be. */
  readonly source: NonNullable<Indicator['prefill']>;
  readonly duty: BegunDuty;
}

/**
 * What a form asks for although another duty has it: a figure of the same unit with the same code or the same
 * label, in the latest duty with reports. Whether its period says the same is for the officer to judge.
 */
export function knownFigures(
  form: FormDefinition,
  duties: readonly BegunDuty[],
): readonly KnownFigure[] {
  const reported = duties.filter(({ reports }) => reports > 0);
  return form.indicators.flatMap((indicator) => {
    const { code, label, ratio } = indicator;
    if (ratio !== null) return [];
    for (const duty of reported) {
      const same = duty.form.indicators.find(
        (other) =>
          other.ratio === null &&
          plainCell(other.unit) === plainCell(indicator.unit) &&
          (other.code === code || plainCell(other.label) === plainCell(label)),
      );
      if (same !== undefined) {
        const { requirementId, reportName, planTitle } = duty;
        const from = `${reportName}, ${planTitle}`.slice(0, 300);
        return [{ code, label, source: { requirementId, code: same.code, from }, duty }];
      }
    }
    return [];
  });
}
