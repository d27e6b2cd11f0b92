// Keeps what is typed without a press of a button, tells what a colleague has filled in meanwhile, and
// asks for more time while the page is open. Without it the page works as before.
(() => {
  const { document, fetch, setTimeout, setInterval, clearTimeout, FormData, URLSearchParams } =
    globalThis;
  const form = document.getElementById('report');
  const status = document.getElementById('saved');
  if (form === null || status === null) return;
  const marks = form.elements.namedItem('shown');
  const QUIET_MS = 4_000;
  /** A field that is left is done with; the next one may be touched a moment later. */
  const LEFT_MS = 1_500;
  const AGAIN_MS = 4 * 60_000;
  let timer = null;
  let isSaving = false;
  let isWaiting = false;

  const fieldsNow = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') fields.append(name, value);
    }
    return fields;
  };
  const valueOf = (input) =>
    input.type === 'checkbox' ? (input.checked ? input.value : '') : input.value.trim();

  const say = (text) => {
    status.textContent = text;
  };
  const clock = () =>
    new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });

  /** Fills in what a colleague has typed where this page's own field was not touched since `sent`. */
  const take = (answer, sent) => {
    const contested = new Set(answer.conflicts.map(({ name }) => name));
    const before = Object.fromEntries(
      marks.value.split(' ').flatMap((pair) => (pair === '' ? [] : [pair.split('=')])),
    );
    for (const holder of form.querySelectorAll('[data-field]')) {
      const { field } = holder.dataset;
      const note = holder.querySelector('.conflict');
      const line = answer.conflicts.find(({ name }) => name === field);
      if (note !== null) {
        note.hidden = line === undefined;
        note.textContent =
          line === undefined
            ? ''
            : `${line.by || 'Ở cửa sổ khác'}${line.at ? ` lúc ${line.at}` : ''}: ${line.theirs || '(xóa trống)'}. Ô này giữ nội dung đang nhập ở đây; sửa ô để dùng nội dung này.`;
      }
    }
    for (const input of form.elements) {
      const { name } = input;
      if (
        !/^(?:figure|nil|narrative|note)\.|^(?:documentNumber|documentDate|signer|secretPartApart)$/.test(
          name,
        )
      ) {
        continue;
      }
      const theirs = answer.fields[name] ?? '';
      if (contested.has(name)) {
        // Shown on: what is typed next in this field is meant to take its place.
        input.addEventListener('input', () => setMark(name, answer.marks[name]), { once: true });
        continue;
      }
      const mine = valueOf(input);
      // A day that is half typed is none to the server, and is not to be wiped from under the hand.
      if (name === 'documentDate' && theirs === '') continue;
      if (mine === theirs || mine !== (sent.get(name) ?? '').trim()) continue;
      if (input.type === 'checkbox') input.checked = theirs !== '';
      else input.value = theirs;
    }
    const next = { ...answer.marks };
    for (const name of contested) {
      if (before[name] === undefined) delete next[name];
      else next[name] = before[name];
    }
    marks.value = Object.entries(next)
      .map(([name, mark]) => `${name}=${mark}`)
      .join(' ');
  };

  const setMark = (name, mark) => {
    const others = marks.value
      .split(' ')
      .filter((pair) => pair !== '' && !pair.startsWith(`${name}=`));
    marks.value = (mark === undefined ? others : [...others, `${name}=${mark}`]).join(' ');
  };

  const save = async ({ keepalive = false } = {}) => {
    if (isSaving) {
      isWaiting = true;
      return;
    }
    isSaving = true;
    const sent = fieldsNow();
    try {
      const response = await fetch(form.dataset.draft, {
        method: 'POST',
        body: sent,
        headers: { accept: 'application/json' },
        keepalive,
      });
      const answer = await response.json().catch(() => ({}));
      if (response.status === 401) {
        say(
          answer.kept
            ? 'Phiên làm việc đã hết; nội dung vừa nhập đã được lưu nháp. Mở lại đường dẫn trong thư để nhập tiếp.'
            : 'Phiên làm việc đã hết. Đề nghị không đóng trang này: mở đường dẫn trong thư ở cửa sổ khác rồi bấm Lưu nháp ở đây.',
        );
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      take(answer, sent);
      form.dispatchEvent(new globalThis.CustomEvent('kept', { detail: { faults: answer.faults } }));
      say(
        answer.conflicts.length > 0
          ? 'Có ô đồng nghiệp vừa sửa khác; đề nghị xem ghi chú dưới các ô đó.'
          : `Đã tự lưu nháp lúc ${clock()}.`,
      );
    } catch {
      say('Chưa lưu được (mất kết nối). Nội dung vẫn còn trên trang này; hệ thống sẽ thử lại.');
      later(AGAIN_MS / 8);
    } finally {
      isSaving = false;
      if (isWaiting) {
        isWaiting = false;
        later(QUIET_MS);
      }
    }
  };

  const later = (ms) => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      void save();
    }, ms);
  };

  /** One touch says of a whole group that there is nothing; fields with a number stay. */
  form.addEventListener('change', ({ target }) => {
    const code = /^nilGroup\.(.+)$/.exec(target.name ?? '')?.[1];
    if (code === undefined) return;
    for (const holder of form.querySelectorAll(`[data-group="${code}"]`)) {
      const typed = holder.querySelector('input[name^="figure."]');
      const nil = holder.querySelector('input[name^="nil."]');
      if (typed.value.trim() === '') nil.checked = target.checked;
    }
  });
  /** A number from the agency's own file goes into its field as if it were typed, and the offer is gone. */
  form.addEventListener('change', ({ target }) => {
    if (!/^take\./.test(target.name ?? '') || !target.checked) return;
    const typed = target.closest('[data-field]')?.querySelector('input[name^="figure."]');
    if (!typed) return;
    typed.value = target.value;
    target.closest('label').remove();
    typed.dispatchEvent(new globalThis.Event('input', { bubbles: true }));
    typed.focus();
  });
  /** Who types a number where “không phát sinh” was ticked has something to report. */
  form.addEventListener('input', ({ target }) => {
    if (!/^figure\./.test(target.name ?? '') || target.value.trim() === '') return;
    const nil = target.closest('[data-field]')?.querySelector('input[name^="nil."]');
    if (nil) nil.checked = false;
  });
  form.addEventListener('input', () => later(QUIET_MS));
  form.addEventListener('change', () => later(QUIET_MS));
  form.addEventListener('focusout', () => {
    if (timer !== null) later(LEFT_MS);
  });
  form.addEventListener('submit', () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== null) {
      clearTimeout(timer);
      timer = null;
      void save({ keepalive: true });
    }
  });
  setInterval(() => {
    void fetch('/b/keep', { method: 'POST', headers: { accept: 'application/json' } }).catch(
      () => undefined,
    );
  }, AGAIN_MS);
})();
