// Shows beside a field what is wrong with it as soon as it has been left, from the answer to the draft that
// report-form.js keeps by itself. Without it the same stands there when the report is looked over.
(() => {
  const { document, setTimeout } = globalThis;
  const form = document.getElementById('report');
  const status = document.getElementById('faulty');
  if (form === null || status === null) return;
  const touched = new Set();
  let faults = {};

  const holderOf = (element) => element.closest?.('[data-field]') ?? null;

  const lineIn = (holder, input) => {
    const there = holder.querySelector('.error');
    if (there !== null) return there;
    const line = document.createElement('p');
    line.className = 'error';
    line.id = `${input.id}-error`;
    line.setAttribute('role', 'status');
    const note = holder.querySelector('.note-field');
    if (note === null) input.after(line);
    else note.before(line);
    return line;
  };

  const show = (holder) => {
    const input = holder.querySelector('input:not([type=checkbox]), textarea');
    const fault = faults[holder.dataset.field];
    const isWrong = fault !== undefined;
    if (!isWrong && holder.querySelector('.error') === null) return;
    const line = lineIn(holder, input);
    line.hidden = !isWrong;
    if (line.textContent !== (fault?.sentence ?? '')) line.textContent = fault?.sentence ?? '';
    holder.classList.toggle('wrong', isWrong);
    // What else describes the field, its question, goes on being read out.
    const others = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter((id) => id !== '' && id !== line.id);
    const described = [...(isWrong ? [line.id] : []), ...others].join(' ');
    if (described === '') input.removeAttribute('aria-describedby');
    else input.setAttribute('aria-describedby', described);
    if (isWrong) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    const note = holder.querySelector('.note-field');
    // A word that has been given stays to be read and changed.
    if (note !== null && fault?.explain === true) note.hidden = false;
  };

  /** What is still being typed is left in peace. */
  const showAll = () => {
    let wrong = 0;
    for (const holder of form.querySelectorAll('[data-field]')) {
      if (!touched.has(holder.dataset.field)) continue;
      if (faults[holder.dataset.field] !== undefined) wrong += 1;
      if (!holder.contains(document.activeElement)) show(holder);
    }
    status.textContent = wrong === 0 ? '' : `Cần xem lại ${String(wrong).padStart(2, '0')} ô.`;
  };

  form.addEventListener('input', ({ target }) => {
    const field = holderOf(target)?.dataset.field;
    if (field === undefined) return;
    touched.add(field);
    // What was wrong with it may be mended: the next answer tells.
    delete faults[field];
  });
  form.addEventListener('focusout', () => setTimeout(showAll, 0));
  form.addEventListener('kept', ({ detail }) => {
    faults = detail.faults;
    // A colleague's explanation came in with the answer.
    for (const note of form.querySelectorAll('.note-field')) {
      if (note.querySelector('input').value.trim() !== '') note.hidden = false;
    }
    showAll();
  });
})();
