import type { ReviewEdit } from '../../domain/schemas/review-edits.js';

/** What is on its way with some things more: what is typed into one field is one edit, whose last words count. Edits before place `from` are under way already and stay as they are. */
export function joinedEdits(
  waiting: readonly ReviewEdit[],
  more: readonly ReviewEdit[],
  from: number,
): readonly ReviewEdit[] {
  return more.reduce<readonly ReviewEdit[]>((all, edit) => {
    const last = all.length > from ? all.at(-1) : undefined;
    const joined = last === undefined ? null : joinedWith(last, edit);
    return joined === null ? [...all, edit] : [...all.slice(0, -1), joined];
  }, waiting);
}

function joinedWith(before: ReviewEdit, edit: ReviewEdit): ReviewEdit | null {
  if (before.kind === 'identity' && edit.kind === 'identity') {
    return { ...edit, change: { ...before.change, ...edit.change } };
  }
  if (before.kind === 'duty' && edit.kind === 'duty' && before.about === edit.about) {
    // Another time and days moved by hand undo each other in their order.
    const both = { ...before.change, ...edit.change };
    if ('when' in both || 'days' in both) return null;
    return { ...edit, change: both };
  }
  if (before.kind === 'form' && edit.kind === 'form' && before.form.key === edit.form.key)
    return edit;
  if (before.kind === 'answer' && edit.kind === 'answer' && before.key === edit.key) return edit;
  if (before.kind === edit.kind && ['agencies', 'window', 'targets'].includes(edit.kind))
    return edit;
  return null;
}
