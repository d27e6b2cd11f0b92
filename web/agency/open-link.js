// The personal link's secret stands after the #, which browsers never send: it is posted once and
// then taken out of the address, so that it stays out of the history too.
(() => {
  const { document, history, location } = globalThis;
  const secret = location.hash.slice(1);
  const form = document.getElementById('open-link');
  const field = document.getElementById('token');
  if (secret === '' || form === null || field === null) return;
  history.replaceState(null, '', location.pathname);
  field.value = secret;
  field.type = 'hidden';
  const note = document.getElementById('opening');
  if (note !== null) note.hidden = false;
  form.classList.add('busy');
  form.submit();
})();
