/** What a workflow stands for: the life of a plan, one of its cycles, or the driver of a rehearsal. */
export type WorkflowTarget = 'plan' | 'cycle' | 'rehearsal';

export interface WorkflowSubject {
  readonly officeId: string;
  readonly target: WorkflowTarget;
  readonly targetId: string;
}

/**
 * The id of the one workflow of a subject. The office is part of it: a rehearsal copies its plan
 * with the plan's id, and under an id of the plan alone would swallow what is told to the live one.
 */
export function workflowId({ officeId, target, targetId }: WorkflowSubject): string {
  return `${prefixOf(officeId)}${target}/${targetId}`;
}

/** The id that earlier versions gave, without the office. */
export function earlierWorkflowId({ target, targetId }: WorkflowSubject): string {
  return `${target}/${targetId}`;
}

/** Whether a running workflow stands under an id of its office, as today's do. */
export function namesOffice(id: string, officeId: string): boolean {
  return id.startsWith(prefixOf(officeId));
}

function prefixOf(officeId: string): string {
  return `office/${officeId}/`;
}
