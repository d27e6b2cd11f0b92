// A browser words its button for files in its own language; here it reads as the rest of the page does. Without a
// script the browser's own stays, and works as well.
(() => {
  const { document } = globalThis;
  const NONE = 'Chưa chọn tệp';
  for (const input of document.querySelectorAll('input[type=file]')) {
    const choose = document.createElement('span');
    choose.className = 'choose';
    // Whoever listens to the page hears the field itself.
    choose.setAttribute('aria-hidden', 'true');
    const button = document.createElement('span');
    button.className = 'button second';
    button.textContent = 'Chọn tệp';
    const names = document.createElement('span');
    names.textContent = NONE;
    choose.append(button, names);
    choose.addEventListener('click', () => {
      input.click();
    });
    const show = () => {
      names.textContent = [...input.files].map(({ name }) => name).join(', ') || NONE;
    };
    input.addEventListener('change', show);
    input.form?.addEventListener('reset', () => {
      names.textContent = NONE;
    });
    input.classList.add('behind');
    input.after(choose);
    // What was chosen before the way back is still chosen.
    show();
  }
})();
